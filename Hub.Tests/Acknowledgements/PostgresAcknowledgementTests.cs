using Hub.Tests.Channels.Email;

namespace Hub.Tests.Acknowledgements;

public sealed class PostgresAcknowledgementTests(PostgresMailDesk place) : AcknowledgementContract(place.Desk), IClassFixture<PostgresMailDesk>;
