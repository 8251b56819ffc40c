package io.azimuth.application.port.seal;

import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.testkit.contract.SealContract;
import io.azimuth.testkit.fake.FakeSeals;
import java.util.Optional;

/** The fake seals keep the contract of their port. */
class FakeSealTest extends SealContract {

  @Override
  protected Seal seal(SecretBytes key) {
    return FakeSeals.own(key);
  }

  @Override
  protected Optional<Seal> changed(SecretBytes key, SecretBytes previous) {
    return Optional.of(FakeSeals.own(key, previous));
  }
}
