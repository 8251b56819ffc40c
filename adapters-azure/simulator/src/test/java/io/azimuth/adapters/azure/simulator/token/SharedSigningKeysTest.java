package io.azimuth.adapters.azure.simulator.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SharedSigningKeysTest {

  @Test
  void givesSixteenKeysInTurn() {
    List<TokenSigningKey> given =
        Stream.generate(SharedSigningKeys.madeWith(new SecureRandom())).limit(32).toList();

    assertThat(given.subList(0, 16)).doesNotHaveDuplicates();
    assertThat(given.subList(16, 32)).isEqualTo(given.subList(0, 16));
  }
}
