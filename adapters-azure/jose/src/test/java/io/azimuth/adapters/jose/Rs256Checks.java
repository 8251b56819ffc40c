package io.azimuth.adapters.jose;

import java.util.Optional;
import org.conscrypt.Conscrypt;

/** The checks of RS256 that the product may use. */
final class Rs256Checks {

  static final Rs256 JDK = Rs256.ofTheJdk();
  static final Rs256 NATIVE = new Rs256(Optional.of(Conscrypt.newProvider()));

  private Rs256Checks() {}
}
