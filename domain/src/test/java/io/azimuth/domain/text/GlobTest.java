package io.azimuth.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "web, web, true",
    "web, web2, false",
    "web, we, false",
    "'', '', true",
    "'', a, false",
    "*, '', true",
    "*, anything, true",
    "web*, web, true",
    "web*, web-prod, true",
    "web*, my-web, false",
    "*-prod, web-prod, true",
    "*-prod, prod, false",
    "web*prod, web-prod, true",
    "web*prod, webprod, true",
    "ab*ba, aba, false",
    "a*b*c, a1b2c, true",
    "a*b*c, a1c2b, false",
    "a*bc*bc, abcbc, true",
    "a*bc*bc, abc, false",
    "**, x, true",
    "a?c, abc, false",
    "a.c, abc, false",
  })
  void onlyTheStarIsSpecial(String pattern, String text, boolean fits) {
    assertThat(Glob.matches(pattern, text)).isEqualTo(fits);
  }
}
