package io.azimuth.application.port.seal;

import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.seal.Seal;
import io.azimuth.testkit.contract.ChangeableSealContract;
import io.azimuth.testkit.fake.FakeSeals;

/** The fake seals keep the contract of every seal. */
class FakeSealTest extends ChangeableSealContract {

  @Override
  protected Seal seal(SecretBytes key) {
    return FakeSeals.own(key);
  }

  @Override
  protected Seal changed(SecretBytes key, SecretBytes previous) {
    return FakeSeals.own(key, previous);
  }
}
