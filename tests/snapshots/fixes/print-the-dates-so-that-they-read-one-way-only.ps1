# Print the dates so that they read one way only
# shell: exchange-management-shell
# run_on: EX01
# risk: reads-only

#region apply
Get-ExchangeCertificate | Format-List Thumbprint,Issuer,Subject,@{Name='NotBefore';Expression={$_.NotBefore.ToString('o')}},@{Name='NotAfter';Expression={$_.NotAfter.ToString('o')}},Identity
#endregion

