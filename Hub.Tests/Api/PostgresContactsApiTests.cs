using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class PostgresContactsApiTests(PostgresCentre centre) : ContactsApiContract(centre), IClassFixture<PostgresCentre>;
