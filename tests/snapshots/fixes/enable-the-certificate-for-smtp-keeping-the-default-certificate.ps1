# Enable the certificate for SMTP, keeping the default certificate
# shell: exchange-management-shell
# run_on: EX01
# risk: changes-configuration
# answer: N

#region backup
& {
    $server = 'EX01'
    $role = 'Mailbox'
    # Saves which certificate is the default of the server now.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = @()
    $which = @{ Identity = $server }
    if ($role -eq 'Edge') { $which = @{} }   # the shell of an Edge server knows that server only
    try {
        if (-not $server) { throw 'Fill in the name of the server first.' }
        $found = @(Get-TransportService @which -ErrorAction Stop | Where-Object { $_.Name -eq ($server -split '\.')[0] })
        if ($found.Count -ne 1) { throw "$($found.Count) servers answer to the name '$server'." }
        if (-not $found[0].InternalTransportCertificateThumbprint) { throw "The default certificate of $server could not be read." }
        $time = [DateTime]::UtcNow.ToString('yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)
        $file = Join-Path $env:USERPROFILE "htd-before-default-certificate-$($found[0].Guid)-$time.xml"
        $found[0] | Export-Clixml -LiteralPath $file -NoClobber
        "Saved: $file"
    } catch { Write-Warning "$_ Nothing was saved. Do not go on." }
}
#endregion

#region apply
& {
    $server = 'EX01'
    $role = 'Mailbox'
    $thumbprint = ''   # the thumbprint of the new certificate
    # Paste this alone. At "Overwrite the existing default SMTP certificate?" answer N. Enter alone means Yes,
    # and Yes replaces the certificate that Edge Subscriptions and mail between servers use.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = $all = $before = @()
    $certificate = $null
    $which = @{ Identity = $server }
    $there = @{ Server = $server }
    if ($role -eq 'Edge') { $which = $there = @{} }   # the shell of an Edge server knows that server only
    $thumbprint = $thumbprint -replace '[^0-9A-Fa-f]'
    try {
        if (-not $server) { throw 'Fill in the name of the server first.' }
        if ($thumbprint.Length -ne 40) { throw 'Fill in the thumbprint first: 40 hexadecimal digits.' }
        $found = @(Get-TransportService @which -ErrorAction Stop | Where-Object { $_.Name -eq ($server -split '\.')[0] })
        if ($found.Count -ne 1) { throw "$($found.Count) servers answer to the name '$server'." }
        $all = @(Get-ExchangeCertificate @there -ErrorAction Stop)
        if ($all | Where-Object { -not $_.PSObject.Properties['Services'] }) {
            throw "The certificates of $server come without their properties. Run this in the Exchange Management Shell " +
                'of a server. If it is one, see whether the Auth certificate (Get-AuthConfig) has expired.'
        }
        $certificate = $all | Where-Object { $_.Thumbprint -eq $thumbprint } | Select-Object -First 1
        if (-not $certificate) { throw "$server has no certificate with the thumbprint $thumbprint." }
        if ("$($certificate.Services)" -match 'SMTP') { throw "The certificate $thumbprint of $server is enabled for SMTP already." }
        $faults = @(
            if (-not $certificate.HasPrivateKey) { 'It lacks its private key.' }
            if ($certificate.NotAfter -le (Get-Date)) { 'It has expired.' }
            if ($certificate.NotBefore -gt (Get-Date)) { 'It is not valid yet.' }
            if ("$($certificate.Status)" -eq 'Revoked') { 'It is revoked.' }
        )
        if ($faults) { throw "The certificate $thumbprint of ${server}: $($faults -join ' ')" }
        # The newest backup has to hold the default certificate that the server has now.
        $before = @(Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-default-certificate-$($found[0].Guid)-*.xml" |
            Sort-Object Name | Select-Object -Last 1 | ForEach-Object { Import-Clixml -LiteralPath $_.FullName })
        if (-not $before) { throw 'There is no backup of this server. Make it first.' }
        if ("$($before[0].Identity)" -ne "$($found[0].Identity)" -or
            $before[0].InternalTransportCertificateThumbprint -ne $found[0].InternalTransportCertificateThumbprint) {
            throw 'The newest backup does not hold the default certificate of now. Make the backup again.'
        }
    } catch { Write-Warning "$_ Nothing was changed."; return }
    Enable-ExchangeCertificate @there -Thumbprint $thumbprint -Services SMTP
}
#endregion

#region verify
& {
    $server = 'EX01'
    $role = 'Mailbox'
    # Compares the default certificate with the saved one, and shows which certificates serve SMTP. Changes nothing.
    $found = $before = @()
    $which = @{ Identity = $server }
    $there = @{ Server = $server }
    if ($role -eq 'Edge') { $which = $there = @{} }   # the shell of an Edge server knows that server only
    if (-not $server) { Write-Warning 'Fill in the name of the server first.'; return }
    $found = @(Get-TransportService @which | Where-Object { $_.Name -eq ($server -split '\.')[0] })
    if ($found.Count -ne 1) { Write-Warning "$($found.Count) servers answer to the name '$server'."; return }
    $now = $found[0].InternalTransportCertificateThumbprint
    $before = @(Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-default-certificate-$($found[0].Guid)-*.xml" |
        Sort-Object Name | Select-Object -Last 1 | ForEach-Object { Import-Clixml -LiteralPath $_.FullName })
    if (-not $before) { Write-Warning "There is no backup to compare with. The default certificate is $now." }
    elseif ($before[0].InternalTransportCertificateThumbprint -eq $now) { "The default certificate is the saved one: $now" }
    else { Write-Warning "The default certificate WAS REPLACED. It is $now. Go to the last step now." }
    Get-ExchangeCertificate @there | Format-List Thumbprint,Services,Status,HasPrivateKey,NotAfter,Issuer,Subject,Identity
}
#endregion

#region undo
& {
    $server = 'EX01'
    $role = 'Mailbox'
    # A service cannot be taken from a certificate again: enabled for SMTP, it can also be chosen by connectors that name
    # no certificate. This makes the saved certificate the default again, if the prompt was answered with Yes.
    # Paste it alone and answer Y. If EdgeSync fails afterwards, the Edge Subscription has to be created anew.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = $before = @()
    $backup = $former = $null
    $which = @{ Identity = $server }
    $there = @{ Server = $server }
    if ($role -eq 'Edge') { $which = $there = @{} }   # the shell of an Edge server knows that server only
    try {
        if (-not $server) { throw 'Fill in the name of the server first.' }
        $found = @(Get-TransportService @which -ErrorAction Stop | Where-Object { $_.Name -eq ($server -split '\.')[0] })
        if ($found.Count -ne 1) { throw "$($found.Count) servers answer to the name '$server'." }
        $backup = Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-default-certificate-$($found[0].Guid)-*.xml" |
            Sort-Object Name | Select-Object -Last 1
        if (-not $backup) { throw 'There is no backup of this server.' }
        $before = @(Import-Clixml -LiteralPath $backup.FullName)
        if (-not $before -or "$($before[0].Identity)" -ne "$($found[0].Identity)") { throw "$($backup.Name) does not hold this server." }
        $former = "$($before[0].InternalTransportCertificateThumbprint)"
        if (-not $former) { throw "$($backup.Name) holds no default certificate." }
        if ($found[0].InternalTransportCertificateThumbprint -eq $former) { throw 'The default certificate was not replaced.' }
    } catch { Write-Warning "$_ Nothing was changed."; return }
    "From $($backup.Name): $former instead of $($found[0].InternalTransportCertificateThumbprint)"
    Enable-ExchangeCertificate @there -Thumbprint $former -Services SMTP
}
#endregion

# Enable the certificate for SMTP, keeping the default certificate
# shell: exchange-management-shell
# run_on: EX01
# risk: changes-configuration
# answer: N

#region backup
& {
    $server = 'EX01'
    $role = 'Mailbox'
    # Saves which certificate is the default of the server now.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = @()
    $which = @{ Identity = $server }
    if ($role -eq 'Edge') { $which = @{} }   # the shell of an Edge server knows that server only
    try {
        if (-not $server) { throw 'Fill in the name of the server first.' }
        $found = @(Get-TransportService @which -ErrorAction Stop | Where-Object { $_.Name -eq ($server -split '\.')[0] })
        if ($found.Count -ne 1) { throw "$($found.Count) servers answer to the name '$server'." }
        if (-not $found[0].InternalTransportCertificateThumbprint) { throw "The default certificate of $server could not be read." }
        $time = [DateTime]::UtcNow.ToString('yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)
        $file = Join-Path $env:USERPROFILE "htd-before-default-certificate-$($found[0].Guid)-$time.xml"
        $found[0] | Export-Clixml -LiteralPath $file -NoClobber
        "Saved: $file"
    } catch { Write-Warning "$_ Nothing was saved. Do not go on." }
}
#endregion

#region apply
& {
    $server = 'EX01'
    $role = 'Mailbox'
    $thumbprint = '4EE54A793DD700534FFF26C93C905733FEC75FC4'
    # Paste this alone. At "Overwrite the existing default SMTP certificate?" answer N. Enter alone means Yes,
    # and Yes replaces the certificate that Edge Subscriptions and mail between servers use.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = $all = $before = @()
    $certificate = $null
    $which = @{ Identity = $server }
    $there = @{ Server = $server }
    if ($role -eq 'Edge') { $which = $there = @{} }   # the shell of an Edge server knows that server only
    $thumbprint = $thumbprint -replace '[^0-9A-Fa-f]'
    try {
        if (-not $server) { throw 'Fill in the name of the server first.' }
        if ($thumbprint.Length -ne 40) { throw 'Fill in the thumbprint first: 40 hexadecimal digits.' }
        $found = @(Get-TransportService @which -ErrorAction Stop | Where-Object { $_.Name -eq ($server -split '\.')[0] })
        if ($found.Count -ne 1) { throw "$($found.Count) servers answer to the name '$server'." }
        $all = @(Get-ExchangeCertificate @there -ErrorAction Stop)
        if ($all | Where-Object { -not $_.PSObject.Properties['Services'] }) {
            throw "The certificates of $server come without their properties. Run this in the Exchange Management Shell " +
                'of a server. If it is one, see whether the Auth certificate (Get-AuthConfig) has expired.'
        }
        $certificate = $all | Where-Object { $_.Thumbprint -eq $thumbprint } | Select-Object -First 1
        if (-not $certificate) { throw "$server has no certificate with the thumbprint $thumbprint." }
        if ("$($certificate.Services)" -match 'SMTP') { throw "The certificate $thumbprint of $server is enabled for SMTP already." }
        $faults = @(
            if (-not $certificate.HasPrivateKey) { 'It lacks its private key.' }
            if ($certificate.NotAfter -le (Get-Date)) { 'It has expired.' }
            if ($certificate.NotBefore -gt (Get-Date)) { 'It is not valid yet.' }
            if ("$($certificate.Status)" -eq 'Revoked') { 'It is revoked.' }
        )
        if ($faults) { throw "The certificate $thumbprint of ${server}: $($faults -join ' ')" }
        # The newest backup has to hold the default certificate that the server has now.
        $before = @(Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-default-certificate-$($found[0].Guid)-*.xml" |
            Sort-Object Name | Select-Object -Last 1 | ForEach-Object { Import-Clixml -LiteralPath $_.FullName })
        if (-not $before) { throw 'There is no backup of this server. Make it first.' }
        if ("$($before[0].Identity)" -ne "$($found[0].Identity)" -or
            $before[0].InternalTransportCertificateThumbprint -ne $found[0].InternalTransportCertificateThumbprint) {
            throw 'The newest backup does not hold the default certificate of now. Make the backup again.'
        }
    } catch { Write-Warning "$_ Nothing was changed."; return }
    Enable-ExchangeCertificate @there -Thumbprint $thumbprint -Services SMTP
}
#endregion

#region verify
& {
    $server = 'EX01'
    $role = 'Mailbox'
    # Compares the default certificate with the saved one, and shows which certificates serve SMTP. Changes nothing.
    $found = $before = @()
    $which = @{ Identity = $server }
    $there = @{ Server = $server }
    if ($role -eq 'Edge') { $which = $there = @{} }   # the shell of an Edge server knows that server only
    if (-not $server) { Write-Warning 'Fill in the name of the server first.'; return }
    $found = @(Get-TransportService @which | Where-Object { $_.Name -eq ($server -split '\.')[0] })
    if ($found.Count -ne 1) { Write-Warning "$($found.Count) servers answer to the name '$server'."; return }
    $now = $found[0].InternalTransportCertificateThumbprint
    $before = @(Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-default-certificate-$($found[0].Guid)-*.xml" |
        Sort-Object Name | Select-Object -Last 1 | ForEach-Object { Import-Clixml -LiteralPath $_.FullName })
    if (-not $before) { Write-Warning "There is no backup to compare with. The default certificate is $now." }
    elseif ($before[0].InternalTransportCertificateThumbprint -eq $now) { "The default certificate is the saved one: $now" }
    else { Write-Warning "The default certificate WAS REPLACED. It is $now. Go to the last step now." }
    Get-ExchangeCertificate @there | Format-List Thumbprint,Services,Status,HasPrivateKey,NotAfter,Issuer,Subject,Identity
}
#endregion

#region undo
& {
    $server = 'EX01'
    $role = 'Mailbox'
    # A service cannot be taken from a certificate again: enabled for SMTP, it can also be chosen by connectors that name
    # no certificate. This makes the saved certificate the default again, if the prompt was answered with Yes.
    # Paste it alone and answer Y. If EdgeSync fails afterwards, the Edge Subscription has to be created anew.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = $before = @()
    $backup = $former = $null
    $which = @{ Identity = $server }
    $there = @{ Server = $server }
    if ($role -eq 'Edge') { $which = $there = @{} }   # the shell of an Edge server knows that server only
    try {
        if (-not $server) { throw 'Fill in the name of the server first.' }
        $found = @(Get-TransportService @which -ErrorAction Stop | Where-Object { $_.Name -eq ($server -split '\.')[0] })
        if ($found.Count -ne 1) { throw "$($found.Count) servers answer to the name '$server'." }
        $backup = Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-default-certificate-$($found[0].Guid)-*.xml" |
            Sort-Object Name | Select-Object -Last 1
        if (-not $backup) { throw 'There is no backup of this server.' }
        $before = @(Import-Clixml -LiteralPath $backup.FullName)
        if (-not $before -or "$($before[0].Identity)" -ne "$($found[0].Identity)") { throw "$($backup.Name) does not hold this server." }
        $former = "$($before[0].InternalTransportCertificateThumbprint)"
        if (-not $former) { throw "$($backup.Name) holds no default certificate." }
        if ($found[0].InternalTransportCertificateThumbprint -eq $former) { throw 'The default certificate was not replaced.' }
    } catch { Write-Warning "$_ Nothing was changed."; return }
    "From $($backup.Name): $former instead of $($found[0].InternalTransportCertificateThumbprint)"
    Enable-ExchangeCertificate @there -Thumbprint $former -Services SMTP
}
#endregion

# Enable the certificate for SMTP, keeping the default certificate
# shell: exchange-management-shell
# risk: changes-configuration
# answer: N

#region backup
& {
    $server = ''   # the name of the server that has the certificate, such as EX01
    $role = 'Mailbox'
    # Saves which certificate is the default of the server now.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = @()
    $which = @{ Identity = $server }
    if ($role -eq 'Edge') { $which = @{} }   # the shell of an Edge server knows that server only
    try {
        if (-not $server) { throw 'Fill in the name of the server first.' }
        $found = @(Get-TransportService @which -ErrorAction Stop | Where-Object { $_.Name -eq ($server -split '\.')[0] })
        if ($found.Count -ne 1) { throw "$($found.Count) servers answer to the name '$server'." }
        if (-not $found[0].InternalTransportCertificateThumbprint) { throw "The default certificate of $server could not be read." }
        $time = [DateTime]::UtcNow.ToString('yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)
        $file = Join-Path $env:USERPROFILE "htd-before-default-certificate-$($found[0].Guid)-$time.xml"
        $found[0] | Export-Clixml -LiteralPath $file -NoClobber
        "Saved: $file"
    } catch { Write-Warning "$_ Nothing was saved. Do not go on." }
}
#endregion

#region apply
& {
    $server = ''   # the name of the server that has the certificate, such as EX01
    $role = 'Mailbox'
    $thumbprint = '4EE54A793DD700534FFF26C93C905733FEC75FC4'
    # Paste this alone. At "Overwrite the existing default SMTP certificate?" answer N. Enter alone means Yes,
    # and Yes replaces the certificate that Edge Subscriptions and mail between servers use.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = $all = $before = @()
    $certificate = $null
    $which = @{ Identity = $server }
    $there = @{ Server = $server }
    if ($role -eq 'Edge') { $which = $there = @{} }   # the shell of an Edge server knows that server only
    $thumbprint = $thumbprint -replace '[^0-9A-Fa-f]'
    try {
        if (-not $server) { throw 'Fill in the name of the server first.' }
        if ($thumbprint.Length -ne 40) { throw 'Fill in the thumbprint first: 40 hexadecimal digits.' }
        $found = @(Get-TransportService @which -ErrorAction Stop | Where-Object { $_.Name -eq ($server -split '\.')[0] })
        if ($found.Count -ne 1) { throw "$($found.Count) servers answer to the name '$server'." }
        $all = @(Get-ExchangeCertificate @there -ErrorAction Stop)
        if ($all | Where-Object { -not $_.PSObject.Properties['Services'] }) {
            throw "The certificates of $server come without their properties. Run this in the Exchange Management Shell " +
                'of a server. If it is one, see whether the Auth certificate (Get-AuthConfig) has expired.'
        }
        $certificate = $all | Where-Object { $_.Thumbprint -eq $thumbprint } | Select-Object -First 1
        if (-not $certificate) { throw "$server has no certificate with the thumbprint $thumbprint." }
        if ("$($certificate.Services)" -match 'SMTP') { throw "The certificate $thumbprint of $server is enabled for SMTP already." }
        $faults = @(
            if (-not $certificate.HasPrivateKey) { 'It lacks its private key.' }
            if ($certificate.NotAfter -le (Get-Date)) { 'It has expired.' }
            if ($certificate.NotBefore -gt (Get-Date)) { 'It is not valid yet.' }
            if ("$($certificate.Status)" -eq 'Revoked') { 'It is revoked.' }
        )
        if ($faults) { throw "The certificate $thumbprint of ${server}: $($faults -join ' ')" }
        # The newest backup has to hold the default certificate that the server has now.
        $before = @(Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-default-certificate-$($found[0].Guid)-*.xml" |
            Sort-Object Name | Select-Object -Last 1 | ForEach-Object { Import-Clixml -LiteralPath $_.FullName })
        if (-not $before) { throw 'There is no backup of this server. Make it first.' }
        if ("$($before[0].Identity)" -ne "$($found[0].Identity)" -or
            $before[0].InternalTransportCertificateThumbprint -ne $found[0].InternalTransportCertificateThumbprint) {
            throw 'The newest backup does not hold the default certificate of now. Make the backup again.'
        }
    } catch { Write-Warning "$_ Nothing was changed."; return }
    Enable-ExchangeCertificate @there -Thumbprint $thumbprint -Services SMTP
}
#endregion

#region verify
& {
    $server = ''   # the name of the server that has the certificate, such as EX01
    $role = 'Mailbox'
    # Compares the default certificate with the saved one, and shows which certificates serve SMTP. Changes nothing.
    $found = $before = @()
    $which = @{ Identity = $server }
    $there = @{ Server = $server }
    if ($role -eq 'Edge') { $which = $there = @{} }   # the shell of an Edge server knows that server only
    if (-not $server) { Write-Warning 'Fill in the name of the server first.'; return }
    $found = @(Get-TransportService @which | Where-Object { $_.Name -eq ($server -split '\.')[0] })
    if ($found.Count -ne 1) { Write-Warning "$($found.Count) servers answer to the name '$server'."; return }
    $now = $found[0].InternalTransportCertificateThumbprint
    $before = @(Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-default-certificate-$($found[0].Guid)-*.xml" |
        Sort-Object Name | Select-Object -Last 1 | ForEach-Object { Import-Clixml -LiteralPath $_.FullName })
    if (-not $before) { Write-Warning "There is no backup to compare with. The default certificate is $now." }
    elseif ($before[0].InternalTransportCertificateThumbprint -eq $now) { "The default certificate is the saved one: $now" }
    else { Write-Warning "The default certificate WAS REPLACED. It is $now. Go to the last step now." }
    Get-ExchangeCertificate @there | Format-List Thumbprint,Services,Status,HasPrivateKey,NotAfter,Issuer,Subject,Identity
}
#endregion

#region undo
& {
    $server = ''   # the name of the server that has the certificate, such as EX01
    $role = 'Mailbox'
    # A service cannot be taken from a certificate again: enabled for SMTP, it can also be chosen by connectors that name
    # no certificate. This makes the saved certificate the default again, if the prompt was answered with Yes.
    # Paste it alone and answer Y. If EdgeSync fails afterwards, the Edge Subscription has to be created anew.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = $before = @()
    $backup = $former = $null
    $which = @{ Identity = $server }
    $there = @{ Server = $server }
    if ($role -eq 'Edge') { $which = $there = @{} }   # the shell of an Edge server knows that server only
    try {
        if (-not $server) { throw 'Fill in the name of the server first.' }
        $found = @(Get-TransportService @which -ErrorAction Stop | Where-Object { $_.Name -eq ($server -split '\.')[0] })
        if ($found.Count -ne 1) { throw "$($found.Count) servers answer to the name '$server'." }
        $backup = Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-default-certificate-$($found[0].Guid)-*.xml" |
            Sort-Object Name | Select-Object -Last 1
        if (-not $backup) { throw 'There is no backup of this server.' }
        $before = @(Import-Clixml -LiteralPath $backup.FullName)
        if (-not $before -or "$($before[0].Identity)" -ne "$($found[0].Identity)") { throw "$($backup.Name) does not hold this server." }
        $former = "$($before[0].InternalTransportCertificateThumbprint)"
        if (-not $former) { throw "$($backup.Name) holds no default certificate." }
        if ($found[0].InternalTransportCertificateThumbprint -eq $former) { throw 'The default certificate was not replaced.' }
    } catch { Write-Warning "$_ Nothing was changed."; return }
    "From $($backup.Name): $former instead of $($found[0].InternalTransportCertificateThumbprint)"
    Enable-ExchangeCertificate @there -Thumbprint $former -Services SMTP
}
#endregion

