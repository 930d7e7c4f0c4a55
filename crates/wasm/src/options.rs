use hybrid_tls_doctor::{Cloud, Timestamp};
use js_sys::{Date, Reflect};
use wasm_bindgen::{JsCast, JsError, JsValue};

/// What an examination was told beforehand.
pub(crate) struct Options {
    pub(crate) at: Timestamp,
    pub(crate) profile: Option<Cloud>,
}

impl Options {
    /// Reads the members that were given; the clock of the browser stands in for a missing `at`. They are
    /// taken by hand: a deserialiser can word its complaints about any type, numbers with fractions included,
    /// and that alone is 20 KB.
    pub(crate) fn read(given: Option<&JsValue>) -> Result<Self, JsError> {
        let at = match member(given, "at") {
            None => Some(seconds(Date::now())),
            Some(at) => moment(&at),
        };
        let at = at.ok_or_else(|| JsError::new("`at` is neither a valid Date nor RFC 3339"))?;
        let profile =
            match member(given, "profile") {
                None => None,
                Some(name) => {
                    let known = name.as_string().and_then(|name| Cloud::parse(&name));
                    Some(known.ok_or_else(|| {
                        JsError::new("`profile` is none of worldwide, gcc-high, dod, china")
                    })?)
                }
            };
        Ok(Self { at, profile })
    }
}

/// A member, where the options are an object that has it; `null` counts as not given.
fn member(given: Option<&JsValue>, name: &str) -> Option<JsValue> {
    let options = given.filter(|options| options.is_object())?;
    let value = Reflect::get(options, &JsValue::from_str(name)).ok()?;
    (!value.is_null_or_undefined()).then_some(value)
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
