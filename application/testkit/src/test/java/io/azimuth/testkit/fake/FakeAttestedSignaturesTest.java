package io.azimuth.testkit.fake;

import io.azimuth.azure.port.AttestedSignatures;
import io.azimuth.domain.azure.attested.AttestedDocument;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.testkit.contract.AttestedSignaturesContract;
import java.time.Instant;

class FakeAttestedSignaturesTest extends AttestedSignaturesContract {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  @Override
  protected AttestedSignatures signatures() {
    return new FakeAttestedSignatures("cloud");
  }

  @Override
  protected String cloud() {
    return "cloud";
  }

  @Override
  protected AttestedDocument expected() {
    return new AttestedDocument(
        "nonce",
        NOW,
        NOW.plusSeconds(60),
        new VmId("aaaaaaaa-0000-4000-8000-000000000001"),
        new SubscriptionId("aaaaaaaa-0000-4000-8000-000000000002"));
  }

  @Override
  protected byte[] signed() {
    return FakeAttestedSignatures.sign(expected());
  }

  @Override
  protected Instant now() {
    return NOW;
  }
}
