# Alternative: write it into the hybrid configuration, as the community does
# shell: exchange-management-shell
# risk: changes-configuration

#region backup
& {
    # Saves the hybrid configuration as it is now.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = @()
    try {
        $found = @(Get-HybridConfiguration -ErrorAction Stop)
        if ($found.Count -ne 1) { throw "There are $($found.Count) hybrid configurations." }
        $time = [DateTime]::UtcNow.ToString('yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)
        $file = Join-Path $env:USERPROFILE "htd-before-hybrid-configuration-$($found[0].Guid)-$time.xml"
        $found[0] | Export-Clixml -LiteralPath $file -NoClobber
        "Saved: $file"
    } catch { Write-Warning "$_ Nothing was saved. Do not go on." }
}
#endregion

#region apply
& {
    $server = ''   # the name of the server that has the certificate, such as EX01
    $thumbprint = ''   # the thumbprint of the new certificate
    # Gives the hybrid configuration issuer and subject of the certificate, as the certificate itself has them.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = $all = $before = @()
    $certificate = $name = $null
    $thumbprint = $thumbprint -replace '[^0-9A-Fa-f]'
    try {
        if (-not $server) { throw 'Fill in the name of the server first.' }
        if ($thumbprint.Length -ne 40) { throw 'Fill in the thumbprint first: 40 hexadecimal digits.' }
        $found = @(Get-HybridConfiguration -ErrorAction Stop)
        if ($found.Count -ne 1) { throw "There are $($found.Count) hybrid configurations." }
        $all = @(Get-ExchangeCertificate -Server $server -ErrorAction Stop)
        if ($all | Where-Object { -not $_.PSObject.Properties['Services'] }) {
            throw "The certificates of $server come without their properties. Run this in the Exchange Management Shell " +
                'of a server. If it is one, see whether the Auth certificate (Get-AuthConfig) has expired.'
        }
        $certificate = $all | Where-Object { $_.Thumbprint -eq $thumbprint } | Select-Object -First 1
        if (-not $certificate) { throw "$server has no certificate with the thumbprint $thumbprint." }
        $faults = @(
            if (-not $certificate.HasPrivateKey) { 'It lacks its private key.' }
            if ("$($certificate.Services)" -notmatch 'SMTP') { 'It is not enabled for SMTP.' }
            if ($certificate.NotAfter -le (Get-Date)) { 'It has expired.' }
            if ($certificate.NotBefore -gt (Get-Date)) { 'It is not valid yet.' }
            if ("$($certificate.Issuer)" -eq "$($certificate.Subject)") { 'It is self-signed.' }
            if ("$($certificate.Status)" -eq 'Revoked') { 'It is revoked.' }
        )
        if ($faults) { throw "The certificate $thumbprint of ${server}: $($faults -join ' ')" }
        $name = "<I>$($certificate.Issuer)<S>$($certificate.Subject)"
        if ("$($found[0].TlsCertificateName)" -ceq $name) { throw 'The hybrid configuration names this certificate already.' }
        # The newest backup has to hold the configuration as it is now.
        $before = @(Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-hybrid-configuration-$($found[0].Guid)-*.xml" |
            Sort-Object Name | Select-Object -Last 1 | ForEach-Object { Import-Clixml -LiteralPath $_.FullName })
        if (-not $before) { throw 'There is no backup of the hybrid configuration. Make it first.' }
        if ("$($before[0].Identity)" -ne "$($found[0].Identity)" -or
            "$($before[0].TlsCertificateName)" -cne "$($found[0].TlsCertificateName)") {
            throw 'The newest backup does not hold the configuration as it is now. Make the backup again.'
        }
    } catch { Write-Warning "$_ Nothing was changed."; return }
    Set-HybridConfiguration -TlsCertificateName $name
}
#endregion

#region verify
& {
    $server = ''   # the name of the server that has the certificate, such as EX01
    # Shows what the hybrid configuration names now and which certificates of the server have that name. Changes nothing.
    $found = @()
    $found = @(Get-HybridConfiguration)
    $found | Format-List TlsCertificateName
    if (-not $server) { Write-Warning 'Fill in the name of the server to see its certificates.'; return }
    Get-ExchangeCertificate -Server $server |
        Where-Object { "<I>$($_.Issuer)<S>$($_.Subject)" -ceq "$($found | ForEach-Object { $_.TlsCertificateName })" } |
        Format-List Thumbprint,Services,Status,NotAfter,Issuer,Subject,Identity
    # If none is listed, the configuration names a certificate that the server does not have.
}
#endregion

#region undo
& {
    # Writes back the name that the newest backup of the hybrid configuration holds.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = $before = @()
    $backup = $former = $null
    try {
        $found = @(Get-HybridConfiguration -ErrorAction Stop)
        if ($found.Count -ne 1) { throw "There are $($found.Count) hybrid configurations." }
        $backup = Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-hybrid-configuration-$($found[0].Guid)-*.xml" |
            Sort-Object Name | Select-Object -Last 1
        if (-not $backup) { throw 'There is no backup of the hybrid configuration.' }
        $before = @(Import-Clixml -LiteralPath $backup.FullName)
        if (-not $before -or "$($before[0].Identity)" -ne "$($found[0].Identity)") {
            throw "$($backup.Name) does not hold this hybrid configuration."
        }
        $former = "$($before[0].TlsCertificateName)"
        if ("$($found[0].TlsCertificateName)" -ceq $former) { throw "The hybrid configuration is as in $($backup.Name) already." }
        if (-not $former) { throw "It named no certificate in $($backup.Name), so there is nothing to write back." }
    } catch { Write-Warning "$_ Nothing was changed."; return }
    "From $($backup.Name): '$former' instead of '$($found[0].TlsCertificateName)'"
    Set-HybridConfiguration -TlsCertificateName $former
}
#endregion

# Alternative: write it into the hybrid configuration, as the community does
# shell: exchange-management-shell
# risk: changes-configuration

#region backup
& {
    # Saves the hybrid configuration as it is now.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = @()
    try {
        $found = @(Get-HybridConfiguration -ErrorAction Stop)
        if ($found.Count -ne 1) { throw "There are $($found.Count) hybrid configurations." }
        $time = [DateTime]::UtcNow.ToString('yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)
        $file = Join-Path $env:USERPROFILE "htd-before-hybrid-configuration-$($found[0].Guid)-$time.xml"
        $found[0] | Export-Clixml -LiteralPath $file -NoClobber
        "Saved: $file"
    } catch { Write-Warning "$_ Nothing was saved. Do not go on." }
}
#endregion

#region apply
& {
    $server = ''   # the name of the server that has the certificate, such as EX01
    $thumbprint = '4EE54A793DD700534FFF26C93C905733FEC75FC4'
    # Gives the hybrid configuration issuer and subject of the certificate, as the certificate itself has them.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = $all = $before = @()
    $certificate = $name = $null
    $thumbprint = $thumbprint -replace '[^0-9A-Fa-f]'
    try {
        if (-not $server) { throw 'Fill in the name of the server first.' }
        if ($thumbprint.Length -ne 40) { throw 'Fill in the thumbprint first: 40 hexadecimal digits.' }
        $found = @(Get-HybridConfiguration -ErrorAction Stop)
        if ($found.Count -ne 1) { throw "There are $($found.Count) hybrid configurations." }
        $all = @(Get-ExchangeCertificate -Server $server -ErrorAction Stop)
        if ($all | Where-Object { -not $_.PSObject.Properties['Services'] }) {
            throw "The certificates of $server come without their properties. Run this in the Exchange Management Shell " +
                'of a server. If it is one, see whether the Auth certificate (Get-AuthConfig) has expired.'
        }
        $certificate = $all | Where-Object { $_.Thumbprint -eq $thumbprint } | Select-Object -First 1
        if (-not $certificate) { throw "$server has no certificate with the thumbprint $thumbprint." }
        $faults = @(
            if (-not $certificate.HasPrivateKey) { 'It lacks its private key.' }
            if ("$($certificate.Services)" -notmatch 'SMTP') { 'It is not enabled for SMTP.' }
            if ($certificate.NotAfter -le (Get-Date)) { 'It has expired.' }
            if ($certificate.NotBefore -gt (Get-Date)) { 'It is not valid yet.' }
            if ("$($certificate.Issuer)" -eq "$($certificate.Subject)") { 'It is self-signed.' }
            if ("$($certificate.Status)" -eq 'Revoked') { 'It is revoked.' }
        )
        if ($faults) { throw "The certificate $thumbprint of ${server}: $($faults -join ' ')" }
        $name = "<I>$($certificate.Issuer)<S>$($certificate.Subject)"
        if ("$($found[0].TlsCertificateName)" -ceq $name) { throw 'The hybrid configuration names this certificate already.' }
        # The newest backup has to hold the configuration as it is now.
        $before = @(Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-hybrid-configuration-$($found[0].Guid)-*.xml" |
            Sort-Object Name | Select-Object -Last 1 | ForEach-Object { Import-Clixml -LiteralPath $_.FullName })
        if (-not $before) { throw 'There is no backup of the hybrid configuration. Make it first.' }
        if ("$($before[0].Identity)" -ne "$($found[0].Identity)" -or
            "$($before[0].TlsCertificateName)" -cne "$($found[0].TlsCertificateName)") {
            throw 'The newest backup does not hold the configuration as it is now. Make the backup again.'
        }
    } catch { Write-Warning "$_ Nothing was changed."; return }
    Set-HybridConfiguration -TlsCertificateName $name
}
#endregion

#region verify
& {
    $server = ''   # the name of the server that has the certificate, such as EX01
    # Shows what the hybrid configuration names now and which certificates of the server have that name. Changes nothing.
    $found = @()
    $found = @(Get-HybridConfiguration)
    $found | Format-List TlsCertificateName
    if (-not $server) { Write-Warning 'Fill in the name of the server to see its certificates.'; return }
    Get-ExchangeCertificate -Server $server |
        Where-Object { "<I>$($_.Issuer)<S>$($_.Subject)" -ceq "$($found | ForEach-Object { $_.TlsCertificateName })" } |
        Format-List Thumbprint,Services,Status,NotAfter,Issuer,Subject,Identity
    # If none is listed, the configuration names a certificate that the server does not have.
}
#endregion

#region undo
& {
    # Writes back the name that the newest backup of the hybrid configuration holds.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = $before = @()
    $backup = $former = $null
    try {
        $found = @(Get-HybridConfiguration -ErrorAction Stop)
        if ($found.Count -ne 1) { throw "There are $($found.Count) hybrid configurations." }
        $backup = Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-hybrid-configuration-$($found[0].Guid)-*.xml" |
            Sort-Object Name | Select-Object -Last 1
        if (-not $backup) { throw 'There is no backup of the hybrid configuration.' }
        $before = @(Import-Clixml -LiteralPath $backup.FullName)
        if (-not $before -or "$($before[0].Identity)" -ne "$($found[0].Identity)") {
            throw "$($backup.Name) does not hold this hybrid configuration."
        }
        $former = "$($before[0].TlsCertificateName)"
        if ("$($found[0].TlsCertificateName)" -ceq $former) { throw "The hybrid configuration is as in $($backup.Name) already." }
        if (-not $former) { throw "It named no certificate in $($backup.Name), so there is nothing to write back." }
    } catch { Write-Warning "$_ Nothing was changed."; return }
    "From $($backup.Name): '$former' instead of '$($found[0].TlsCertificateName)'"
    Set-HybridConfiguration -TlsCertificateName $former
}
#endregion

