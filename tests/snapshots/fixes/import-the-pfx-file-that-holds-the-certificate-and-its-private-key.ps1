# Import the PFX file that holds the certificate and its private key
# shell: windows-powershell
# run_on: EX01
# risk: changes-configuration

#region backup
& {
    # Saves which certificates this server has now. As administrator, on the server itself.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = @()
    try {
        $found = @(Get-ChildItem -Path Cert:\LocalMachine\My)
        $time = [DateTime]::UtcNow.ToString('yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)
        $file = Join-Path $env:USERPROFILE "htd-before-import-$env:COMPUTERNAME-$time.csv"
        $found | Select-Object Thumbprint,HasPrivateKey,NotAfter,Issuer,Subject |
            Export-Csv -LiteralPath $file -NoClobber -NoTypeInformation -Encoding UTF8
        "Saved: $file, $($found.Count) certificates"
    } catch { Write-Warning "$_ Nothing was saved. Do not go on." }
}
#endregion

#region apply
& {
    $path = ''   # the PFX file
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
}
#endregion

#region verify
& {
    # Shows what is new in the store since the backup: HasPrivateKey has to be True. Changes nothing.
    $before = @()
    $before = @(Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-import-$env:COMPUTERNAME-*.csv" |
        Sort-Object Name | Select-Object -Last 1 | ForEach-Object { Import-Csv -LiteralPath $_.FullName -Encoding UTF8 } |
        ForEach-Object { "$($_.Thumbprint) $($_.HasPrivateKey)" })
    Get-ChildItem -Path Cert:\LocalMachine\My | Where-Object { $before -notcontains "$($_.Thumbprint) $($_.HasPrivateKey)" } |
        Format-List Thumbprint,HasPrivateKey,NotAfter,Issuer,Subject
    # Nothing below this block means that nothing is new. Then, in the Exchange Management Shell, Get-ExchangeCertificate
    # lists the certificate with HasPrivateKey : True.
}
#endregion

#region undo
# The import adds the certificate and its key and takes nothing away. If it was the wrong file, the list of the backup
# tells which certificates were there before; unused, a certificate does no harm.
#endregion

