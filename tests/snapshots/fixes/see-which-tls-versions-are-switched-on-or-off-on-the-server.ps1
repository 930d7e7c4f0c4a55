# See which TLS versions are switched on or off on the server
# shell: windows-powershell
# risk: reads-only

#region apply
Get-ChildItem -Path 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols' -Recurse | Get-ItemProperty | Format-List PSPath,Enabled,DisabledByDefault
# A version without a line has the default of Windows.
#endregion

