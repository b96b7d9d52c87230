namespace Hub.Tests.Channels.Email;

public sealed class PostgresUnsubscribeTests(PostgresSendingDesk place) : UnsubscribeContract(place), IClassFixture<PostgresSendingDesk>;
