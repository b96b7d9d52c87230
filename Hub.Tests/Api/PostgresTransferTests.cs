using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class PostgresTransferTests(PostgresCentre centre) : TransferContract(centre), IClassFixture<PostgresCentre>;
