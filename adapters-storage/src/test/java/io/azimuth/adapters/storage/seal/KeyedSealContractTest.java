package io.azimuth.adapters.storage.seal;

import io.azimuth.adapters.storage.SeededGenerator;
import io.azimuth.application.port.seal.KeyedSeals;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.seal.Seal;
import io.azimuth.testkit.contract.SealContract;

class KeyedSealContractTest extends SealContract {

  private final KeyedSeals seals = new KeyedSealFactory(new SeededGenerator(1));

  @Override
  protected Seal seal(SecretBytes key) {
    return seals.under(key);
  }
}
