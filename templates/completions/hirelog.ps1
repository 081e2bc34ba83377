# PowerShell, in $PROFILE: hirelog completions powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName hirelog -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @(foreach ($element in $commandAst.CommandElements) {
        $start = $element.Extent.StartOffset
        if ($start -ge $cursorPosition) { break }
        $length = [Math]::Min($element.Extent.EndOffset, $cursorPosition) - $start
        $element.Extent.Text.Substring(0, $length)
    })
    # Not every PowerShell hands an empty word on.
    $flags = @()
    if ($wordToComplete -eq '') { $flags += '--blank' }
    $lines = @(& hirelog completions powershell @flags -- @words 2> $null)
    # With no result, PowerShell completes files.
    if ($lines.Count -lt 2 -or $lines[0] -ne 'words') { return }
    $lines[1..($lines.Count - 1)] | ForEach-Object {
        $value, $about = $_ -split "`t", 2
        if (-not $about) { $about = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)
    }
}
