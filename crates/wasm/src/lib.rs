//! The core for browsers and Node: JavaScript values in, JavaScript values out, and nothing decided here.
//! Text reports are written by the core, so they are byte for byte those of the command line.

mod data;
mod options;

use data::bytes_of;
use hybrid_tls_doctor::{Report, json_v1, markdown, text};
use options::Options;
use serde::Serialize;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What an examination can be told beforehand. */
export interface ExaminationOptions {
  /** The moment to judge by, a date or RFC 3339; now, where it is not given. */
  at?: Date | string;
  /** The Microsoft 365 cloud: `worldwide`, `gcc-high`, `dod` or `china`; inferred, where it is not given. */
  profile?: string;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// The options as TypeScript knows them.
    #[wasm_bindgen(typescript_type = "ExaminationOptions")]
    pub type ExaminationOptions;
    /// What counts as evidence.
    #[wasm_bindgen(typescript_type = "string | Uint8Array | Blob")]
    pub type Data;
}

/// Sends the message of a panic to the console before the WebAssembly traps.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// What this program is.
#[derive(Serialize)]
struct About {
    version: &'static str,
    rules: Vec<&'static str>,
}

/// The version of the program and the names of its rules, in report order.
#[wasm_bindgen(unchecked_return_type = "{ version: string; rules: string[] }")]
pub fn about() -> Result<JsValue, JsError> {
    let rules = hybrid_tls_doctor::rules().iter().map(|rule| rule.info().name).collect();
    Ok(serde_wasm_bindgen::to_value(&About { version: env!("CARGO_PKG_VERSION"), rules })?)
}

/// One examination: evidence is added piece by piece, and a report can be had at any time.
#[wasm_bindgen]
pub struct Examination {
    core: hybrid_tls_doctor::Examination,
    /// Judged once for all renderings, and again only after more evidence.
    report: Option<Report>,
}

#[wasm_bindgen]
impl Examination {
    /// Throws where an option has a value that it cannot have.
    #[wasm_bindgen(constructor)]
    pub fn new(options: Option<ExaminationOptions>) -> Result<Examination, JsError> {
        let Options { at, profile } = Options::read(options.as_deref())?;
        Ok(Self { core: hybrid_tls_doctor::Examination::new(at).profile(profile), report: None })
    }

    /// Adds evidence under a name: a file's bytes or text. A `Blob` can be read in a worker only. Evidence that
    /// is not understood is no error: the report says what and where.
    pub fn add(&mut self, name: &str, data: &Data) -> Result<(), JsError> {
        self.core.add(name, &bytes_of(data)?);
        self.report = None;
        Ok(())
    }

    /// The report, JSON v1, as an object.
    pub fn report(&mut self) -> Result<JsValue, JsError> {
        // Reading the text again is quick, and spares the browser a second serialisation of all of its types.
        js_sys::JSON::parse(&self.json()).map_err(|_| JsError::new("the report is no JSON"))
    }

    /// The report, JSON v1, as text.
    pub fn json(&mut self) -> String {
        json_v1(self.judge())
    }

    /// The report in Markdown.
    pub fn markdown(&mut self) -> String {
        markdown(self.judge())
    }

    /// The report as plain text.
    pub fn text(&mut self) -> String {
        text(self.judge(), false)
    }

    /// The decoded text of a source, which the offsets of the report point into.
    #[wasm_bindgen(js_name = sourceText)]
    pub fn source_text(&mut self, index: usize) -> Option<String> {
        let (_, source) = self.judge().texts.iter().nth(index)?;
        Some(source.text().to_owned())
    }

    fn judge(&mut self) -> &Report {
        self.report.get_or_insert_with(|| self.core.report())
    }
}
