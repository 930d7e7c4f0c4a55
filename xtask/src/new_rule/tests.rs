use super::*;

fn known_folders() -> Vec<String> {
    vec!["receive".to_owned(), "send".to_owned()]
}

#[test]
fn a_name_says_the_folder_the_file_and_the_type() {
    let rule = NewRule::named("receive-certificate-not-found", &known_folders()).unwrap();
    assert_eq!((rule.folder.as_str(), rule.module.as_str()), ("receive", "receive_certificate_not_found"));
    assert_eq!(rule.kind, "ReceiveCertificateNotFound");
    let rule = NewRule::named("send/wrong-certificate-bound", &known_folders()).unwrap();
    assert_eq!((rule.folder.as_str(), rule.name.as_str()), ("send", "wrong-certificate-bound"));
}

#[test]
fn other_names_are_refused() {
    for name in [
        "",
        "receive",
        "Receive-Certificate",
        "receive-",
        "nowhere-to-be-found",
        "../receive-x",
        "send/../x-y",
    ] {
        assert!(NewRule::named(name, &known_folders()).is_err(), "{name}");
    }
}

#[test]
fn the_catalogue_gets_one_line() {
    let rule = NewRule::named("send-name-empty", &known_folders()).unwrap();
    let catalog =
        "rules! {\n    receive {\n        a_b: AB,\n    }\n    send {\n        c_d: CD,\n    }\n}\n";
    let expected = catalog.replace("CD,\n", "CD,\n        send_name_empty: SendNameEmpty,\n");
    assert_eq!(rule.added_to(catalog).unwrap(), expected);
    assert!(rule.added_to("nothing").is_err());
}

/// The command of CONTRIBUTING.md, typed as printed in a copy of the crates.
#[test]
fn what_is_laid_out_compiles_without_a_warning() {
    let project = Project::open().unwrap();
    let copy = Project { root: project.target.join("new-rule"), target: project.target.clone() };
    let _ = fs::remove_dir_all(&copy.root);
    for folder in ["crates", "tests/fixtures"] {
        copy_folder(&project.root.join(folder), &copy.root.join(folder));
    }
    let workspace = read(&project.root.join("Cargo.toml")).unwrap().replace(", \"tests\", \"xtask\"", "");
    fs::write(copy.root.join("Cargo.toml"), workspace).unwrap();
    for file in ["Cargo.lock", "rustfmt.toml", "clippy.toml"] {
        fs::copy(project.root.join(file), copy.root.join(file)).unwrap();
    }

    let guide = read(&project.root.join("CONTRIBUTING.md")).unwrap();
    let (_, command) = guide.split_once("`cargo xtask new-rule ").expect("CONTRIBUTING.md says the command");
    let (name, _) = command.split_once('`').unwrap();
    run(&copy, name).unwrap();
    assert!(run(&copy, name).is_err(), "{name} is there already");

    let check = ["check", "--offline", "--tests", "--package", "htd-rules"];
    let output = copy.cargo().args(check).env("CARGO_TARGET_DIR", &copy.target).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !said.contains("warning"), "{said}");
    let source = copy.root.join("crates/rules/src/catalog/receive/some_defect.rs");
    let mut rustfmt = Command::new("rustfmt");
    assert!(process::succeeds(rustfmt.args(["--edition", "2024", "--check"]).arg(source)));
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for path in entries(from).unwrap() {
        let copy = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &copy);
        } else {
            fs::copy(&path, &copy).unwrap();
        }
    }
}
