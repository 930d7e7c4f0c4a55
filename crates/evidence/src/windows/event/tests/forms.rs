use super::*;

const XML: &str = "<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\"><System>\
    <Provider Name=\"MSExchangeFrontEndTransport\" /><EventID Qualifiers=\"49156\">12014</EventID><Level>2</Level>\
    <Task>12</Task><Keywords>0x80000000000000</Keywords><TimeCreated SystemTime=\"2026-05-04T07:35:58.000000000Z\" />\
    <EventRecordID>118812</EventRecordID><Channel>Application</Channel><Computer>EX01.contoso.com</Computer><Security \
    />\
    </System><EventData><Data>&lt;I&gt;CN=A &amp; B, C=US&lt;S&gt;CN=mail.contoso.com</Data><Data>Default Frontend \
    EX01</Data>\
    <Data>&lt;I&gt;CN=A &amp; B, C=US&lt;S&gt;CN=mail.contoso.com</Data></EventData></Event>";
const XML_NAME: &str = "<I>CN=A & B, C=US<S>CN=mail.contoso.com";

fn format_of(original: &str) -> Vec<Option<Format>> {
    let clean = Clean::new(SourceId(0), original);
    let mut page = Page::new(&clean, &nothing_sought());
    read(&mut page);
    (0..page.len()).map(|line| page.claim_of(line)).collect()
}

/// The fields of an event in short: number, source, computer, date.
fn summary(event: &Event) -> (u32, &str, &str, &str) {
    let value = |value: &'_ Option<Spanned<String>>| value.as_ref().map(|value| value.value.clone());
    let leak = |value: Option<String>| -> &'static str { value.unwrap_or_default().leak() };
    (event.id.value, leak(value(&event.source)), leak(value(&event.computer)), leak(value(&event.date)))
}

#[test]
fn xml_on_one_line_as_it_is_saved_and_printed() {
    for original in [XML.to_owned(), XML.replace('"', "'"), XML.replace("><", ">\r\n  <")] {
        let event = only(&original);
        assert_eq!(
            summary(&event),
            (12014, "MSExchangeFrontEndTransport", "EX01.contoso.com", "2026-05-04T07:35:58.000000000Z")
        );
        let expected =
            [Some(XML_NAME.to_owned()), Some("Default Frontend EX01".to_owned()), Some(XML_NAME.to_owned())];
        assert_eq!(insertions(&original, &event), expected);
        assert_eq!(&original[event.id.span.start as usize..event.id.span.end as usize], "12014");
        assert!(original[event.span.start as usize..event.span.end as usize].ends_with("</Event>"));
        assert!(format_of(&original).iter().all(|claim| *claim == Some(Format::EventXml)));
    }
}

#[test]
fn xml_as_event_viewer_shows_it_has_dashes_and_no_entities() {
    let original = format!(
        "The details:\n\n- <Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\">\n- <System>\n  \
         <Provider \
         Name=\"MSExchangeTransport\" /> \n  <EventID Qualifiers=\"49156\">12014</EventID> \n  <TimeCreated \
         SystemTime=\"2026-05-04T07:35:58.000Z\" /> \n  <Computer>EX01.contoso.com</Computer> \n  </System>\n- \
         <EventData>\n  \
         <Data>{NAME}</Data> \n  <Data>Outbound to Office 365</Data> \n  <Data>{NAME}</Data> \n  </EventData>\n  \
         </Event>\nThanks"
    );
    let event = only(&original);
    assert_eq!(insertions(&original, &event)[0].as_deref(), Some(NAME));
    let claims = format_of(&original);
    assert_eq!((claims[0], claims[claims.len() - 1]), (None, None));
    assert!(claims[2..claims.len() - 1].iter().all(Option::is_some));
}

#[test]
fn a_saved_log_holds_many_and_the_rendered_text_is_not_another_one() {
    let rendered = XML.replace(
        "</Event>",
        &format!(
            "<RenderingInfo Culture=\"en-US\"><Message>{}</Message></RenderingInfo></Event>",
            text("x", "y", "z")
        ),
    );
    let only_rendered = format!("{}{}", &rendered[..rendered.find("<EventData>").unwrap()], {
        &rendered[rendered.find("<RenderingInfo").unwrap()..]
    });
    let original = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<Events>\n{XML}\n{rendered}\n{only_rendered}\n\
         </Events>\n"
    );
    let found = events(&original);
    let names: Vec<_> = found.iter().map(|event| insertions(&original, event)[0].clone().unwrap()).collect();
    assert_eq!(names, [XML_NAME, XML_NAME, "x"]);
    assert!(format_of(&original).iter().take(6).all(Option::is_some));
}

#[test]
fn other_sources_use_the_same_numbers() {
    let other = XML.replace("MSExchangeFrontEndTransport", "Contoso Backup");
    assert!(matches!(only(&other).message, EventMessage::Other));
    for not_an_event in
        ["<Events></Events>", "<Event>", "<EventID>12014</EventID>", "<Event ><EventID>x</EventID></Event>"]
    {
        assert!(events(not_an_event).is_empty(), "{not_an_event}");
    }
}

#[test]
fn labels_in_any_language() {
    let labels: [[&str; 10]; 7] = [
        [
            "Protokollname:",
            "Quelle:",
            "Datum:",
            "Ereignis-ID:",
            "Aufgabenkategorie:",
            "Ebene:",
            "Schlüsselwörter:",
            "Benutzer:",
            "Computer:",
            "Beschreibung:",
        ],
        [
            "Nom du journal :",
            "Source :",
            "Date :",
            "ID de l’événement :",
            "Catégorie de la tâche :",
            "Niveau :",
            "Mots clés :",
            "Utilisateur :",
            "Ordinateur :",
            "Description :",
        ],
        [
            "Nombre de registro:",
            "Origen:",
            "Fecha:",
            "Id. del evento:",
            "Categoría de la tarea:",
            "Nivel:",
            "Palabras clave:",
            "Usuario:",
            "Equipo:",
            "Descripción:",
        ],
        [
            "Nome registro:",
            "Origine:",
            "Data:",
            "ID evento:",
            "Categoria attività:",
            "Livello:",
            "Parole chiave:",
            "Utente:",
            "Computer:",
            "Descrizione:",
        ],
        [
            "Nome do Log:",
            "Fonte:",
            "Data:",
            "Identificação do Evento:",
            "Categoria da Tarefa:",
            "Nível:",
            "Palavras-chave:",
            "Usuário:",
            "Computador:",
            "Descrição:",
        ],
        [
            "Logboeknaam:",
            "Bron:",
            "Datum:",
            "Gebeurtenis-id:",
            "Taakcategorie:",
            "Niveau:",
            "Trefwoorden:",
            "Gebruiker:",
            "Computer:",
            "Beschrijving:",
        ],
        [
            "Имя журнала:",
            "Источник:",
            "Дата:",
            "Код события:",
            "Категория задачи:",
            "Уровень:",
            "Ключевые слова:",
            "Пользователь:",
            "Компьютер:",
            "Описание:",
        ],
    ];
    let known = text(NAME, "Default Frontend EX01", NAME);
    let unknown = "Send connector Outbound to Office 365: Message delivery was not successful.";
    for labels in labels {
        for (number, source, description) in [
            ("12014", "MSExchangeFrontEndTransport", known.as_str()),
            ("2004", "MSExchangeTransport", unknown),
        ] {
            let values = [
                "Application",
                source,
                "04.05.2026 09:35:58",
                number,
                "TransportService",
                "x",
                "",
                "N/A",
                "EX01.contoso.com",
                description,
            ];
            for between in ["\n", " "] {
                let (mut lines, mut line) = (String::new(), String::new());
                for (label, value) in labels.iter().zip(values) {
                    let end = if *label == labels[9] { between } else { "" };
                    lines.push_str(&format!("{label:<15}{end}{value}\n"));
                    line.push_str(&format!("{label} {value} "));
                }
                let event = only(&lines);
                let id = number.parse().unwrap();
                assert_eq!(
                    summary(&event),
                    (id, source, "EX01.contoso.com", "04.05.2026 09:35:58"),
                    "{lines}"
                );
                assert_eq!(
                    (event.span.start, event.span.end as usize),
                    (0, lines.trim_end().len()),
                    "{lines}"
                );
                if id == 12014 {
                    let event = only(&line);
                    let (found, from, computer, _) = summary(&event);
                    assert_eq!((found, from, computer), (id, source, "EX01.contoso.com"), "{line}");
                }
            }
        }
    }
    assert!(events("Bron: MSExchangeTransport\nDatum: 4-5-2026\nStatus: 7\n\nName: x").is_empty());
    assert!(
        events("ProviderName : MSExchangeTransport\nX : y\nCount : 7\na : b\nc : d\ne : f\ng :\n").is_empty()
    );
}

#[test]
fn rows_of_the_default_tables() {
    let original = "\n   ProviderName: MSExchangeFrontEndTransport\n\n\
        TimeCreated                     Id LevelDisplayName Message\n\
        -----------                     -- ---------------- -------\n\
        5/4/2026 9:35:58 AM          12014 Error            Microsoft Exchange could not find a certificate tha...\n\
        5/4/2026 9:20:58 AM           2004 Information      Send connector Outbound to Office 365: Message deli...\n\n\
        \n\
        [PS] C:\\>";
    let found = events(original);
    let summaries: Vec<_> = found.iter().map(summary).collect();
    assert_eq!(
        summaries,
        [
            (12014, "MSExchangeFrontEndTransport", "", "5/4/2026 9:35:58 AM"),
            (2004, "MSExchangeFrontEndTransport", "", "5/4/2026 9:20:58 AM")
        ]
    );
    assert!(matches!(&found[0].message, EventMessage::CertificateNotFound { domain_name: None, .. }));
    assert!(format_of(original)[1].is_some() && format_of(original)[4].is_some());

    let original = "   Index Time          EntryType   Source                 InstanceID Message\n   \
        ----- ----          ---------   ------                 ---------- -------\n  \
        118812 May 04 09:35  Error       MSExchangeTransport    3221499630 Microsoft Exchange could not find a \
        ce...\n  \
        118811 May 04 09:34  Error       MSExchangeFrontEn...   3221499632 There is no valid SMTP Transport Layer...\n";
    let found = events(original);
    assert_eq!(
        found.iter().map(summary).collect::<Vec<_>>(),
        [(12014, "MSExchangeTransport", "", ""), (12016, "", "", "")]
    );
    assert!(events("Identity Status Message\n-------- ------ -------\nEX01\\3 12014 x").is_empty());
}

#[test]
fn texts_that_the_computer_does_not_have_leave_their_insertions() {
    let viewer = format!(
        "{LABELS}Description:\nThe description for Event ID 12014 from source MSExchangeFrontEndTransport cannot be \
         found. Either \
         the component that raises this event is not installed on your local computer or the installation is \
         corrupted. You \
         can install or repair the component on the local computer.\n\nIf the event originated on another computer, \
         the \
         display information had to be saved with the event.\n\nThe following information was included with the \
         event: \n\n\
         {NAME}\nDefault Frontend EX01\n{NAME}\n\nThe message resource is present but the message was not found."
    );
    let event = only(&viewer);
    assert_eq!(insertions(&viewer, &event), full());
    assert_eq!(event.computer.unwrap().value, "EX01.contoso.com");
    let shell = format!(
        "EventID            : 12014\nMessage            : The description for Event ID '-1073467666' in Source \
         'MSExchangeFrontEndTransport' cannot be found.  The local computer may not have the necessary registry \
         information \
         or message DLL files to display the message, or you may not have permission to access them.  The following \
         information is part of the event:'{NAME}', 'Default Frontend EX01', '{NAME}'\nSource             : \
         MSExchangeFrontEndTransport\n"
    );
    assert_eq!(insertions(&shell, &only(&shell)), full());
    // Without the insertions the number is known all the same.
    let cut = "The description for Event ID 12014 from source MSExchangeTransport cannot be found.";
    assert_eq!(insertions(cut, &only(cut)), [None, None, None]);
    assert!(events("The description for Event ID is wrong").is_empty());
}

#[test]
fn exported_objects_are_events() {
    let message = text(NAME, "Default Frontend EX01", NAME);
    let original = format!(
        "Index : 12\nMachineName : EX01.contoso.com\nLevelDisplayName : Error\nProviderName : \
         MSExchangeFrontEndTransport\nId : 12014\n\
         Message : {message}\n"
    );
    let (_, reading) = crate::read(SourceId(0), "events.txt", original.as_bytes());
    let [Item::Event(event)] = reading.items.as_slice() else { panic!("{reading:?}") };
    assert_eq!(insertions(&original, event), full());
}

#[test]
fn damaged_forms_give_what_is_left() {
    let viewer = format!(
        "The description for Event ID 12014 from source MSExchangeTransport cannot be found. The following \
         information was \
         included with the event:\n\n{NAME}\nx\ny"
    );
    let table = "   ProviderName: MSExchangeTransport\n\nTimeCreated Id LevelDisplayName Message\n----------- -- \
                 ----- -------\n\
        5/4/2026 12014 Error x\n";
    let german = "Protokollname: A\nQuelle: MSExchangeTransport\nDatum: 4\nEreignis-ID: 2004\na: b\nc: d\ne: f\ng:\n\
                  Text\n";
    for whole in [XML, &viewer, table, german] {
        for cut in 0..whole.len() {
            if let Some(part) = whole.get(..cut) {
                events(part);
            }
            let mut bytes = whole.as_bytes().to_vec();
            bytes[cut] = b"<>/&\n: '"[cut % 8];
            events(&String::from_utf8_lossy(&bytes));
        }
    }
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "the test measures that hostile text costs no more than its length"
)]
fn hostile_forms_end_soon() {
    let start = std::time::Instant::now();
    for piece in [
        "<Event >",
        "<Event ><EventID>1</EventID>",
        "<Event ><EventID>1</EventID><EventData>",
        "<Data>",
        "</",
        "Quelle: MSExchangeTransport\n",
        "TimeCreated Id LevelDisplayName Message\n--\n",
        "The description for Event ID 1 from source x the following information is part of the event:'",
        "'x', ",
    ] {
        events(&piece.repeat(400_000 / piece.len()));
        events(&format!(
            "<Event ><EventID>12014</EventID><EventData>{}",
            piece.repeat(400_000 / piece.len())
        ));
    }
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

/// What the details show in their Friendly View.
const FRIENDLY: &str = "- System \n\n  - Provider \n\n   [ Name]  MSExchangeFrontEndTransport \n \n  - EventID 12014 \
                        \n\n   [ Qualifiers]  49156 \n \n   \
    Level 2 \n \n   Task 12 \n \n   Keywords 0x80000000000000 \n \n  - TimeCreated \n\n   [ SystemTime]  \
    2026-05-04T07:35:58.000000000Z \n \n   \
    EventRecordID 118812 \n \n   Channel Application \n \n   Computer EX01.contoso.com \n \n   Security \n \n- \
    EventData \n\n   \
    <I>CN=A & B, C=US<S>CN=mail.contoso.com \n   Default Frontend EX01 \n   <I>CN=A & B, C=US<S>CN=mail.contoso.com \n";

#[test]
fn the_friendly_view() {
    let without_blank_lines: Vec<&str> = FRIENDLY.lines().filter(|line| !line.trim().is_empty()).collect();
    let flat: Vec<&str> =
        without_blank_lines.iter().map(|line| line.trim().trim_start_matches("- ")).collect();
    for original in [
        FRIENDLY.to_owned(),
        without_blank_lines.join("\n"),
        flat.join("\r\n"),
        FRIENDLY.replace("- System", "+ System"),
    ] {
        let original = format!("Please see:\n\n{original}\nThanks");
        let event = only(&original);
        assert_eq!(
            summary(&event),
            (12014, "MSExchangeFrontEndTransport", "EX01.contoso.com", "2026-05-04T07:35:58.000000000Z")
        );
        let expected =
            [Some(XML_NAME.to_owned()), Some("Default Frontend EX01".to_owned()), Some(XML_NAME.to_owned())];
        assert_eq!(insertions(&original, &event), expected, "{original}");
        let claims = format_of(&original);
        assert_eq!((claims[0], claims[claims.len() - 1]), (None, None), "{original}");
        let under = &original[event.span.start as usize..event.span.end as usize];
        assert!(
            under.trim_start_matches(['-', '+', ' ']).starts_with("System")
                && under.ends_with("mail.contoso.com"),
            "{under}"
        );
    }
    // On one line nothing tells the values apart.
    let words: Vec<&str> = FRIENDLY.split_whitespace().collect();
    let event = only(&words.join(" "));
    assert_eq!(event.id.value, 12014);
    assert_eq!(event.computer.unwrap().value, "EX01.contoso.com");
    let two = FRIENDLY.repeat(2).replacen("EX01.contoso", "EX02.contoso", 1);
    assert_eq!(events(&two).len(), 2);
    for other in [
        "[ Name]  Service Control Manager\nEventID 12014",
        "[ Name] MSExchangeTransport",
        "[ Name] MSExchange EventID x",
    ] {
        assert!(events(other).is_empty(), "{other}");
    }
    for end in 0..FRIENDLY.len() {
        if FRIENDLY.is_char_boundary(end) {
            events(&FRIENDLY[..end]);
        }
    }
    for piece in
        ["[ Name] MSExchange EventID 12014\n", "[ Name]", "[ Name] MSExchangeX EventID 1 EventData\n"]
    {
        assert!(events(&piece.repeat(200_000 / piece.len())).len() <= MAX_EVENTS);
    }
}

#[test]
fn a_part_of_the_xml_is_enough() {
    let inside = XML.replace("</Event>", "");
    let inside = &inside[inside.find("<System>").unwrap()..];
    for original in [
        inside.to_owned(),
        format!("- {}\nThanks", inside.replace("><", ">\n  <")),
        format!("{inside}\nThanks"),
    ] {
        let event = only(&original);
        assert_eq!(summary(&event).0, 12014);
        assert_eq!(insertions(&original, &event)[1].as_deref(), Some("Default Frontend EX01"));
        assert_eq!(format_of(&original).last().unwrap().is_none(), original.ends_with("Thanks"));
    }
    let system = &inside[..inside.find("<EventData>").unwrap()];
    assert_eq!(only(&format!("{system}\nThanks")).id.value, 12014);
}
