package io.azimuth.adapters.storage.seal;

import io.azimuth.adapters.storage.SeededGenerator;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.seal.Seal;
import io.azimuth.testkit.contract.ChangeableSealContract;
import java.util.HexFormat;
import java.util.Optional;

class StaticSealContractTest extends ChangeableSealContract {

  private final SecretGenerator generator = new SeededGenerator(1);

  @Override
  protected Seal seal(SecretBytes key) {
    return new StaticSealConfig(named(key), Optional.empty()).seal(generator);
  }

  @Override
  protected Seal changed(SecretBytes key, SecretBytes previous) {
    return new StaticSealConfig(named(key), Optional.of(named(previous))).seal(generator);
  }

  private static SealKey named(SecretBytes key) {
    return new SealKey(HexFormat.of().formatHex(key.expose(), 0, 2), key);
  }
}
