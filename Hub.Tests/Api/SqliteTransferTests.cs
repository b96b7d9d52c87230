using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class SqliteTransferTests(Centre centre) : TransferContract(centre), IClassFixture<Centre>;
