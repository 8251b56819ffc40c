package io.azimuth.azure.port;

import io.azimuth.domain.rotation.RotatedKind;
import io.azimuth.testkit.contract.CredentialRotatorContract;
import io.azimuth.testkit.fake.FakeCloud;
import io.azimuth.testkit.fake.FakeGraph;
import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;

/** The fake application keeps the contract of its port also with certificates. */
class FakeGraphCertificatesTest extends CredentialRotatorContract {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T12:00:00Z"));
  private final FakeGraph graph = new FakeGraph(clock, RotatedKind.CERTIFICATE);

  @Override
  protected Registration registration() {
    return new Registration(
        graph,
        new DirectoryAccess(
            "mount",
            1,
            "AzurePublicCloud",
            FakeCloud.TENANT,
            new ServerCredential.ClientCertificate(
                FakeGraph.CLIENT_ID, FakeGraph.OPERATORS_CERTIFICATE),
            new DirectoryAccess.Retries(0, Duration.ZERO, Duration.ZERO),
            DirectoryAccess.CallLog.NONE),
        FakeGraph.CLIENT_ID,
        clock.instant());
  }
}
