//! The core for browsers and Node: JavaScript values in, JavaScript values out, and nothing decided here.
//! Text reports are written by the core, so they are byte for byte those of the command line.

mod data;
mod options;

use hybrid_tls_doctor::{EvidenceId, Reader, Report, json_v1, markdown};
use options::Options;
use serde::ser::{Serialize, SerializeMap, Serializer};
use wasm_bindgen::JsCast;
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
    /// Who is told how far the reading of a file has come.
    #[wasm_bindgen(typescript_type = "(done: number, total: number) => void")]
    pub type Progress;
}

/// Sends the message of a panic to the console before the WebAssembly traps.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// What this program is.
struct About {
    version: &'static str,
    rules: Vec<&'static str>,
}

/// As a map: for the names of a struct's members serde-wasm-bindgen keeps a cache with a hash table, and that
/// alone is 5 KB.
impl Serialize for About {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(Some(2))?;
        members.serialize_entry("version", self.version)?;
        members.serialize_entry("rules", &self.rules)?;
        members.end()
    }
}

/// The version of the program and the names of its rules, in report order.
#[wasm_bindgen(unchecked_return_type = "{ version: string; rules: string[] }")]
pub fn about() -> Result<JsValue, JsValue> {
    let rules = hybrid_tls_doctor::rules().iter().map(|rule| rule.name).collect();
    let about = About { version: env!("CARGO_PKG_VERSION"), rules };
    Ok(about.serialize(&serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true))?)
}

/// One examination: evidence is added piece by piece, and a report can be had at any time.
#[wasm_bindgen]
pub struct Examination {
    core: hybrid_tls_doctor::Examination,
    /// Evidence that comes in pieces.
    reader: Option<Reader>,
    /// Judged once for all renderings, and again only after more evidence.
    report: Option<Report>,
}

#[wasm_bindgen]
impl Examination {
    /// Throws where an option has a value that it cannot have.
    #[wasm_bindgen(constructor)]
    pub fn new(options: Option<ExaminationOptions>) -> Result<Examination, JsError> {
        let Options { at, profile } = Options::read(options.as_deref())?;
        Ok(Self { core: hybrid_tls_doctor::Examination::new(at).cloud(profile), reader: None, report: None })
    }

    /// Says anew what the constructor was told. What was read need not be read again.
    #[wasm_bindgen(js_name = judgeBy)]
    pub fn judge_by(&mut self, options: Option<ExaminationOptions>) -> Result<(), JsError> {
        let Options { at, profile } = Options::read(options.as_deref())?;
        self.core.judge_by(at, profile);
        self.report = None;
        Ok(())
    }

    /// Adds evidence under a name: a file's bytes or text. A `Blob` can be read in a worker only. Evidence that
    /// is not understood is no error: the report says what and where. Evidence stands in the order of its numbers,
    /// and takes the place of what had its number; without one it comes last.
    pub fn add(
        &mut self,
        name: &str,
        data: &Data,
        progress: Option<Progress>,
        number: Option<u32>,
    ) -> Result<(), JsError> {
        let mut reader = self.reader(name, number);
        data::read(&mut reader, data, progress.as_ref().and_then(|it| it.dyn_ref()))?;
        self.take(reader);
        Ok(())
    }

    /// Removes the evidence of a number, and all that was read of it.
    pub fn remove(&mut self, number: u32) {
        self.core.remove(EvidenceId::numbered(number));
        self.report = None;
    }

    /// Begins evidence that comes in pieces.
    pub fn begin(&mut self, name: &str, number: Option<u32>) {
        self.reader = Some(self.reader(name, number));
    }

    /// Takes the next bytes of what was begun. `false` where no more of them are looked at.
    pub fn push(&mut self, bytes: &js_sys::Uint8Array) -> bool {
        let Some(reader) = &mut self.reader else { return false };
        data::push(reader, bytes);
        reader.wants_more()
    }

    /// Adds what was begun.
    pub fn end(&mut self) {
        if let Some(reader) = self.reader.take() {
            self.take(reader);
        }
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

    /// The decoded text of a source, which the offsets of the report point into.
    #[wasm_bindgen(js_name = sourceText)]
    pub fn source_text(&mut self, index: usize) -> Option<String> {
        let (_, source) = self.judge().texts.iter().nth(index)?;
        Some(source.text().to_owned())
    }

    /// The number that each line of a source's text has in its file; nothing where the text is the whole file.
    #[wasm_bindgen(js_name = sourceLines)]
    pub fn source_lines(&self, index: usize) -> Option<Vec<u32>> {
        self.core.source_lines(index).map(<[u32]>::to_vec)
    }

    fn reader(&mut self, name: &str, number: Option<u32>) -> Reader {
        match number {
            Some(number) => self.core.begin_at(EvidenceId::numbered(number), name),
            None => self.core.begin(name),
        }
    }

    fn take(&mut self, evidence: Reader) {
        self.core.end(evidence);
        self.report = None;
    }

    fn judge(&mut self) -> &Report {
        self.report.get_or_insert_with(|| self.core.report())
    }
}
