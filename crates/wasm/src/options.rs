use hybrid_tls_doctor::{Profile, Timestamp};
use js_sys::{Date, Reflect};
use wasm_bindgen::{JsCast, JsError, JsValue};

/// What an examination was told beforehand.
pub(crate) struct Options {
    pub(crate) at: Timestamp,
    pub(crate) profile: Option<Profile>,
}

impl Options {
    /// Reads the members that were given; the clock of the browser stands in for a missing `at`.
    pub(crate) fn read(given: Option<&JsValue>) -> Result<Self, JsError> {
        let at = member(given, "at");
        let at = if at.is_undefined() { Some(seconds(Date::now())) } else { moment(&at) };
        let at = at.ok_or_else(|| JsError::new("`at` is neither a valid Date nor RFC 3339"))?;
        let profile = member(given, "profile");
        let profile = if profile.is_undefined() {
            None
        } else {
            let known = profile.as_string().and_then(|name| Profile::parse(&name));
            Some(known.ok_or_else(|| JsError::new("`profile` is none of worldwide, gcc-high, dod, china"))?)
        };
        Ok(Self { at, profile })
    }
}

/// A member, where the options are an object that has it; `null` counts as not given.
fn member(given: Option<&JsValue>, name: &str) -> JsValue {
    let value = given.filter(|options| options.is_object());
    let value = value.and_then(|options| Reflect::get(options, &JsValue::from_str(name)).ok());
    value.filter(|value| !value.is_null()).unwrap_or(JsValue::UNDEFINED)
}

fn moment(value: &JsValue) -> Option<Timestamp> {
    if let Some(text) = value.as_string() {
        return Timestamp::parse_rfc3339(&text);
    }
    let time = value.dyn_ref::<Date>()?.get_time();
    time.is_finite().then(|| seconds(time))
}

/// JavaScript counts in milliseconds.
fn seconds(milliseconds: f64) -> Timestamp {
    Timestamp((milliseconds / 1000.0).floor() as i64)
}
