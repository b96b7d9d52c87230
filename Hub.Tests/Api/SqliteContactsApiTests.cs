using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class SqliteContactsApiTests(Centre centre) : ContactsApiContract(centre), IClassFixture<Centre>;
