package io.azimuth.adapters.storage.barrier;

import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import java.util.List;

/**
 * Fuzzes the record that describes how the root key is stored. It is not encrypted, so an attacker
 * may have changed it.
 */
public final class SealRecordTarget implements FuzzTarget {

  @Override
  public List<byte[]> seeds() {
    return Inputs.texts(
        "{\"v\":1,\"type\":\"static\",\"wrapped_root_key\":\"AAECAw==\"}",
        "{\"v\":2,\"type\":\"shamir\",\"root_key\":{\"wrapped\":\"AAEC\",\"shares\":5,"
            + "\"threshold\":3,\"share_hashes\":[\"aa\",\"bb\"]},\"previous_root_key\":{\"wrapped\":\"AA==\"},"
            + "\"recovery\":{\"wrapped\":\"AQ==\",\"shares\":1,\"threshold\":1},"
            + "\"previous_recovery\":{\"wrapped\":\"\"}}");
  }

  @Override
  public void accept(byte[] input) {
    SealRecord seal;
    try {
      seal = SealRecordFormat.read(input);
    } catch (ServiceException e) {
      Property.same(e.code(), ErrorCode.SEAL_UNUSABLE, "code");
      return;
    }
    byte[] written = SealRecordFormat.write(seal);
    Property.same(
        Inputs.text(SealRecordFormat.write(SealRecordFormat.read(written))),
        Inputs.text(written),
        "written twice");
  }
}
