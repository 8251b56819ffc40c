package io.azimuth.domain.hcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HclLayoutTest {

  private static final String UNTIDY =
      """


      # rules of the team
      path   "secret/data/web/*"{
      capabilities=["read","list" ,  "patch"]   # all of them
         required_parameters   =   [  "a" ]


          /* a comment
         of two lines */

      }
      path "a" { capabilities = [ "deny" ] }
        path "b" {
        capabilities = [
        "read",   // one
        "update"
        ]
        allowed_parameters={ "*"=[] }
        denied_parameters = {}
        }


      """;

  private static final String TIDY =
      """
      # rules of the team
      path "secret/data/web/*" {
        capabilities        = ["read", "list", "patch"] # all of them
        required_parameters = ["a"]

        /* a comment
         of two lines */
      }
      path "a" { capabilities = ["deny"] }
      path "b" {
        capabilities = [
          "read", // one
          "update"
        ]
        allowed_parameters = { "*" = [] }
        denied_parameters  = {}
      }
      """;

  @Test
  void laysOut() {
    assertThat(HclLayout.of(UNTIDY)).isEqualTo(TIDY);
  }

  @Test
  void whatIsLaidOutStays() {
    assertThat(HclLayout.of(TIDY)).isEqualTo(TIDY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        UNTIDY,
        "a = <<EOT\n  kept   as it is\n\n\nEOT\nb = 1",
        "a {\nb = <<-EOT\n    x\n      y\n    EOT\n}",
        "a = \"{ # // \\\" [\" // c",
        "a = \"x\"\r\nb   = 2\r\n",
        "a = [{\nb = 1\n}, {\nc = -1.5e3\n}]",
        "a = 1# c\nb = 2/* d */",
        ""
      })
  void meansTheSame(String text) {
    String laidOut = HclLayout.of(text);

    assertThat(Hcl.parse(laidOut))
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(".*position.*")
        .isEqualTo(Hcl.parse(text));
    assertThat(HclLayout.of(laidOut)).isEqualTo(laidOut);
  }

  @Test
  void attributesOnOneLineStayOnIt() {
    assertThat(HclLayout.of("path \"a\" { capabilities=[\"read\"]  comment=\"x\" }"))
        .isEqualTo("path \"a\" { capabilities = [\"read\"] comment = \"x\" }\n");
  }

  @Test
  void refusesWhatIsNotHcl() {
    assertThatThrownBy(() -> HclLayout.of("path \"a\" {"))
        .isInstanceOf(HclSyntaxException.class)
        .hasMessageContaining("line 1");
  }
}
