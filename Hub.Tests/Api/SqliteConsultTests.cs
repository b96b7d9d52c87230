using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class SqliteConsultTests(Centre centre) : ConsultContract(centre), IClassFixture<Centre>;
