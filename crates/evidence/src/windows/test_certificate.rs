//! What `Test-Certificate` prints where nobody asks for more: `True` or `False`.

use crate::item::Format;
use crate::page::Page;
use crate::shell::command::CommandLine;
use htd_source::Problem;

/// Claims the answers on the lines below their commands, and says of those that give no reason what is missing.
/// That Windows accepts a certificate by itself says nothing of what Exchange does with it.
pub(crate) fn read(page: &mut Page<'_>, commands: &[CommandLine], problems: &mut Vec<Problem>) {
    for (index, command) in commands.iter().enumerate() {
        let lines = page.range(command.lines.start).start..page.range(command.lines.end - 1).end;
        let mut typed = page.text().get(lines).unwrap_or("").to_ascii_lowercase();
        // A console wraps in the middle of a word.
        typed.retain(|c| c != '\n');
        if !typed.contains("test-certificate") {
            continue;
        }
        let end = commands.get(index + 1).map_or(page.len(), |next| next.lines.start);
        let mut explained = false;
        // A single word below a long command can look like the end of it.
        for line in command.lines.start + 1..end {
            let printed = page.line(line).trim();
            let answer = matches!(printed, "True" | "False");
            if answer && !explained && printed == "False" {
                let message = "Test-Certificate rejects a certificate here. Why stands in the warnings that it \
                               prints: add them.";
                let span = page.span_of(printed);
                problems.push(Problem { span, message: message.to_owned() });
            }
            if answer {
                page.claim(line..line + 1, Format::FreeText);
            }
            explained = !answer && (explained || !printed.is_empty() && line >= command.lines.end);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::item::Format;
    use crate::sample::read;
    use htd_source::SourceId;

    const COMMAND: &str =
        "Get-ChildItem Cert:\\LocalMachine\\My\\4EE54A793DD700534FFF26C93C905733FEC75FC4 | Test-Certificate";

    fn given(text: &str) -> (Format, Vec<String>) {
        let (_, reading) = read(SourceId(0), "paste", text.as_bytes());
        (reading.format, reading.problems.into_iter().map(|problem| problem.message).collect())
    }

    #[test]
    fn an_answer_is_understood_below_its_command() {
        for text in [
            format!("PS C:\\>{COMMAND}\nTrue\n"),
            format!("PS C:\\>{COMMAND}\n\nTrue\nTrue\n\nPS C:\\>\n"),
            format!("[PS] C:\\>{COMMAND} -Policy SSL\nTrue"),
            format!("{COMMAND}\nTrue\n"),
            // Wrapped by a console of eighty columns
            "PS C:\\>Get-ChildItem Cert:\\LocalMachine\\My\\4EE54A793DD700534FFF26C93C905733FEC\n75FC4 | \
             Test-Certificate\nTrue\n"
                .to_owned(),
            "PS C:\\>Get-ChildItem Cert:\\LocalMachine\\My\\4EE54A793DD700534FFF | Test-Cert\nificate\n\
             True\n"
                .to_owned(),
        ] {
            let (format, problems) = given(&text);
            assert_eq!((format, problems), (Format::FreeText, Vec::new()), "{text}");
            let (_, problems) = given(&text.replace("True", "False"));
            assert!(
                !problems.is_empty()
                    && problems.iter().all(|said| said.starts_with(
                        "Test-Certificate \
                rejects"
                    )),
                "{text}"
            );
        }
    }

    #[test]
    fn a_reason_is_enough() {
        let text = format!(
            "PS C:\\>{COMMAND}\nWARNING: Chain status:\n    CERT_TRUST_IS_REVOKED\nTest-Certificate : The certificate \
             is revoked. \
             0x80092010 (-2146885616 CRYPT_E_REVOKED)\nFalse\n"
        );
        assert_eq!(given(&text).1, Vec::<String>::new());
        // It is the reason of one answer only.
        assert_eq!(given(&format!("{text}False\n")).1.len(), 1);
    }

    #[test]
    fn answers_to_other_commands_are_not_understood() {
        for text in
            ["True\n", "PS C:\\>Test-Path C:\\\nTrue\n", "PS C:\\>Test-Certificate\nPS C:\\>cls\nTrue\n"]
        {
            let (format, problems) = given(text);
            assert_eq!(format, Format::Unrecognised, "{text}");
            assert_eq!(problems.len(), 1, "{text}");
        }
        let many = format!("PS C:\\>{COMMAND}\nFalse\n").repeat(20_000);
        assert!(given(&many).1.len() <= 21);
    }
}
