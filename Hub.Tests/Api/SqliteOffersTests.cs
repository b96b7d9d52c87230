using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class SqliteOffersTests(Centre centre) : OffersContract(centre), IClassFixture<Centre>;
