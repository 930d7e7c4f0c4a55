Get-ChildItem -Path Cert:\LocalMachine\My | Where-Object { $_.Thumbprint -eq $thumbprint } |
    Format-List Thumbprint,HasPrivateKey,NotAfter,Issuer,Subject
