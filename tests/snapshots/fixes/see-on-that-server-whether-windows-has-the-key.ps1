# See on that server whether Windows has the key
# shell: windows-powershell
# run_on: EX01
# risk: reads-only

#region apply
& {
    $thumbprint = '4EE54A793DD700534FFF26C93C905733FEC75FC4'
    Get-ChildItem -Path Cert:\LocalMachine\My | Where-Object { $_.Thumbprint -eq $thumbprint } |
        Format-List Thumbprint,HasPrivateKey,NotAfter,Issuer,Subject
}
#endregion

