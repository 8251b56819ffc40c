package io.azimuth.azure.port;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.testkit.contract.CredentialRotatorContract;
import io.azimuth.testkit.fake.FakeCloud;
import io.azimuth.testkit.fake.FakeGraph;
import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;

/** The fake application keeps the contract of its port. */
class FakeGraphTest extends CredentialRotatorContract {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T12:00:00Z"));
  private final FakeGraph graph = new FakeGraph(clock);

  @Override
  protected Registration registration() {
    return new Registration(
        graph,
        new DirectoryAccess(
            "mount",
            1,
            "AzurePublicCloud",
            FakeCloud.TENANT,
            new ServerCredential.ClientSecret(
                FakeGraph.CLIENT_ID, SecretText.of(FakeGraph.OPERATORS)),
            new DirectoryAccess.Retries(0, Duration.ZERO, Duration.ZERO),
            DirectoryAccess.CallLog.NONE),
        FakeGraph.CLIENT_ID,
        clock.instant());
  }
}
