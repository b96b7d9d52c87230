namespace Hub.Core.Acknowledgements;

/// <summary>What is answered without a person.</summary>
/// <param name="Text">What it says.</param>
/// <param name="WorthSending">For how long it is worth sending.</param>
/// <param name="Actor">Who answers, as the journal names actors.</param>
internal sealed record AutomaticText(string Text, TimeSpan WorthSending, string Actor);
