package io.azimuth.adapters.jose;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import java.util.ArrayList;
import java.util.List;

/** Fuzzes the key set of an issuer. */
public final class KeySetTarget implements FuzzTarget {

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds =
        new ArrayList<>(Inputs.texts("{\"keys\":[]}", "{\"keys\":[{\"kty\":\"EC\"}]}"));
    seeds.add(FuzzKey.generate().keySet());
    return seeds;
  }

  @Override
  public void accept(byte[] input) {
    try {
      PublishedKeys keys = KeySetReader.read(input, Rs256.ofTheJdk());
      for (String kid : keys.ids()) {
        for (PublishedKey key : keys.withId(kid)) {
          Property.holds(
              key.key().getModulus().bitLength() >= 2_048, () -> "a key that is too short");
        }
      }
    } catch (ServiceException e) {
      Property.same(e.code(), ErrorCode.IDENTITY_PROVIDER_UNUSABLE, "code");
    }
  }
}
