# As administrator, with a PFX file that was exported where the certificate was requested. Asks for its password.
# Do the next fix at once: a renewed certificate of the same name is presented as soon as it is imported, and until
# it is enabled for SMTP, TLS fails.
# If the request was made on this server, its key may be here: certutil -repairstore my, and the serial number.
$ErrorActionPreference = 'Stop'   # a line that fails ends this block
$password = $null
try {
    if (-not $path) { throw 'Fill in the path of the PFX file first.' }
    if (-not (Test-Path -LiteralPath $path -PathType Leaf)) { throw "There is no file $path." }
    if (-not (Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-import-$env:COMPUTERNAME-*.csv")) { throw 'There is no backup. Make it first.' }
    $password = (Get-Credential -UserName 'PFX' -Message 'The password of the PFX file').Password
    if (-not $password) { throw 'No password was given.' }
} catch { Write-Warning "$_ Nothing was changed."; return }
Import-PfxCertificate -FilePath $path -CertStoreLocation Cert:\LocalMachine\My -Exportable -Password $password
