namespace Hub.Tests.Channels.Email;

public sealed class PostgresEmailReportTests(PostgresMailDesk place) : EmailReportContract(place.Desk), IClassFixture<PostgresMailDesk>;
