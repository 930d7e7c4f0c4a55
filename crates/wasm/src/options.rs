use hybrid_tls_doctor::{Profile, Timestamp};
use js_sys::Date;
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsError, JsValue};

/// What an examination was told beforehand.
pub(crate) struct Options {
    pub(crate) at: Timestamp,
    pub(crate) profile: Option<Profile>,
}

/// The members as they were given; `null` counts as not given.
#[derive(Deserialize)]
struct Given {
    #[serde(with = "serde_wasm_bindgen::preserve", default)]
    at: JsValue,
    profile: Option<String>,
}

impl Options {
    /// Reads the members that were given; the clock of the browser stands in for a missing `at`.
    pub(crate) fn read(given: Option<&JsValue>) -> Result<Self, JsError> {
        let given = match given {
            Some(options) => serde_wasm_bindgen::from_value(options.clone())?,
            None => Given { at: JsValue::UNDEFINED, profile: None },
        };
        let at = if given.at.is_null_or_undefined() { Some(seconds(Date::now())) } else { moment(&given.at) };
        let at = at.ok_or_else(|| JsError::new("`at` is neither a valid Date nor RFC 3339"))?;
        let profile = match given.profile {
            None => None,
            Some(name) => Some(
                Profile::parse(&name)
                    .ok_or_else(|| JsError::new("`profile` is none of worldwide, gcc-high, dod, china"))?,
            ),
        };
        Ok(Self { at, profile })
    }
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
