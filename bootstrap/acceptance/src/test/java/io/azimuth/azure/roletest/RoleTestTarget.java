package io.azimuth.azure.roletest;

import io.azimuth.domain.text.Checked;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Fuzzes files of role tests: each has problems with a line, or runs to the end. */
public final class RoleTestTarget implements FuzzTarget {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);

  @Override
  public List<byte[]> seeds() {
    return Inputs.texts(
        """
        mount {
          tenant_id = "11111111-1111-1111-1111-111111111111"
          resource = "api://x"
        }
        role "r" { bound_service_principal_ids = "bbbbbbbb-0000-4000-8000-000000000001" }
        policy "p" { path "a/*" { capabilities = ["read"] } }
        machine "m" {
          claims = { oid = "bbbbbbbb-0000-4000-8000-000000000001", exp = 1e9, a = [1, { b = true }] }
          address = "::1"
        }
        case "c" {
          machine = "m"
          role = "r"
          login = { vm_name = "m" }
          expect = "refused"
          reason = "token_expired"
        }
        """);
  }

  // Each run of a case makes a mount with all its routes, which the fuzzer's own hooks make five
  // times as costly.
  @Override
  public long allocationPerByte() {
    return 8 * 1_024;
  }

  @Override
  public void accept(byte[] input) {
    String text = Inputs.text(input);
    RoleTestFile file =
        RoleTestFile.read(
            Path.of("roles.hcl"), Checked.of(text), name -> Checked.problem("none"), CLOCK);
    long lines = text.lines().count() + 1;
    file.problems().forEach(problem -> Property.holds(problem.line() <= lines, problem::message));
    file.cases().forEach(test -> Property.same(file.run(test), file.run(test), "two runs"));
  }
}
