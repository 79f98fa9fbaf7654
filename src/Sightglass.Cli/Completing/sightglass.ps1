# Completion of `sightglass` for PowerShell. For this shell, or in $PROFILE for all:
#   sightglass completion pwsh | Out-String | Invoke-Expression
# The program itself says what can follow.

Register-ArgumentCompleter -Native -CommandName sightglass, sightglass.exe -ScriptBlock {
    param($word, $ast, $cursor)
    $program = $ast.CommandElements[0].Extent.Text.Trim('"', "'")
    if (-not (Get-Command -Name $program -CommandType Application -ErrorAction Ignore)) { $program = 'sightglass' }
    # The program's reader of lines knows double quotes only.
    $before = @($ast.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor } |
        ForEach-Object { '"' + $_.Extent.Text.Trim('"', "'").Replace('"', '') + '"' })
    $line = (@($before) + $word.Trim('"', "'")) -join ' '
    & $program "[suggest:$($line.Length)]" $line 2> $null |
        Where-Object { $_.StartsWith($word.Trim('"', "'")) -and ($word -or $_ -notmatch '^[-/]') } |
        ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
