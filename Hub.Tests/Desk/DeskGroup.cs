namespace Hub.Tests.Desk;

/// <summary>The tests that share the browser.</summary>
[CollectionDefinition(Name)]
public sealed class DeskGroup : ICollectionFixture<DeskBrowser>
{
    public const string Name = "desk";
}
