package io.azimuth.azure.roletest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.azimuth.azure.roletest.CaseResult.Difference;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.fake.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTestFileTest {

  private static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";
  private static final String RESOURCE =
      "/subscriptions/"
          + SUBSCRIPTION
          + "/resourceGroups/%s/providers/Microsoft.Compute/"
          + "virtualMachines/%s";

  private static final String BASE =
      """
      mount {
        tenant_id = "11111111-1111-1111-1111-111111111111"
        resource  = "https://management.azure.com/"
      }
      role "web" {
        bound_resource_groups = ["rg-web"]
        bound_locations       = ["westeurope"]
        token_policies        = ["web"]
        token_ttl             = "1h"
        token_bound_cidrs     = ["10.0.0.0/8"]
        bound_service_principal_ids = ["*"]
      }
      policy "web" {
        path "secret/data/web/*" { capabilities = ["read", "list"] }
        path "secret/data/web/admin" { capabilities = ["deny"] }
        path "secret/data/{{identity.entity.aliases.auth_azure_00000000.name}}/*" {
          capabilities = ["create"]
        }
      }
      machine "web-1" {
        address = "10.0.0.4"
        claims = {
          oid       = "bbbbbbbb-0000-4000-8000-000000000001"
          xms_mirid = "%s"
        }
        resource "%s" {
          location        = "westeurope"
          system_assigned = "bbbbbbbb-0000-4000-8000-000000000001"
        }
      }
      """
          .formatted(RESOURCE.formatted("rg-web", "web-1"), RESOURCE.formatted("rg-web", "web-1"));

  private static final String WEB_1 = "bbbbbbbb-0000-4000-8000-000000000001";

  private static final String GRANTED =
      """
      case "web-1" {
        machine = "web-1"
        role    = "web"
        expect  = "granted"
        MORE
      }
      """;

  @TempDir private Path directory;

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T12:00:00Z"));

  private RoleTestFile read(String text) throws IOException {
    return read("roles.hcl", text);
  }

  private RoleTestFile read(String name, String text) throws IOException {
    return RoleTestFile.read(Files.writeString(directory.resolve(name), text), clock);
  }

  private CaseResult run(String text) throws IOException {
    RoleTestFile file = read(text);
    assertThat(file.problems()).isEmpty();
    return file.run(file.cases().get(file.cases().size() - 1));
  }

  private CaseResult granted(String more) throws IOException {
    return run(BASE + GRANTED.replace("MORE", more));
  }

  private CaseResult caseWith(String machine, String expectation) throws IOException {
    return run(
        BASE
            + machine
            + "\ncase \"it\" {\n  machine = \"it\"\n  role = \"web\"\n"
            + expectation
            + "\n}\n");
  }

  private static String refused(String reason, String check) {
    return "expect = \"refused\"\nreason = \"" + reason + "\"\ncheck = \"" + check + "\"";
  }

  @Test
  void aMachineWithAnAttestationIsSoundUnlessTheFileSaysOtherwise() throws IOException {
    String file =
        BASE.replace("mount {", "mount {\n  attestation_issuers = \"https://a.attest.azure.net\"")
            .replace(
                "role \"web\" {",
                "role \"web\" {\n  bound_attestation = \"confidential_vm,secure_boot,no_debug\"")
            .replace(
                "\" {\n    location",
                "\" {\n    vm_id = \"abcdef00-0000-4000-8000-000000000001\"\n    location");
    String attested = file.replace("  claims = {", "  attestation {}\n  claims = {");
    String booted =
        file.replace("  claims = {", "  attestation { secureboot = false }\n  claims = {");
    String mismatch =
        GRANTED
            .replace("\"granted\"", "\"refused\"")
            .replace("MORE", "reason = \"attestation_mismatch\"\ncheck = \"bound_attestation\"");

    assertThat(run(attested + GRANTED.replace("MORE", "")).differences()).isEmpty();
    assertThat(run(booted + mismatch).differences()).isEmpty();
    assertThat(
            run(file
                    + mismatch
                        .replace("attestation_mismatch", "attestation_missing")
                        .replace("\"bound_attestation\"", "\"attestation\""))
                .differences())
        .isEmpty();
  }

  @Test
  void noCaseUsesUpTheTokenOfAnother() throws IOException {
    RoleTestFile file =
        read(
            BASE.replace("token_ttl ", "single_use_tokens = true\n  token_ttl ")
                + GRANTED.replace("MORE", "")
                + GRANTED.replace("MORE", "").replace("case \"web-1\"", "case \"again\""));

    assertThat(file.problems()).isEmpty();
    assertThat(file.cases()).hasSize(2);
    assertThat(file.cases()).allSatisfy(it -> assertThat(file.run(it).differences()).isEmpty());
  }

  @Test
  void aMachineMayBeOfAnotherTenant() throws IOException {
    String other = "99999999-9999-9999-9999-99999999999a";
    String file =
        BASE.replace("resource  =", "additional_tenants = [\"" + other + "\"]\n  resource  =")
                .replace("oid       =", "tid = \"" + other + "\"\n    oid =")
            + GRANTED;
    String bound =
        file.replace("token_ttl ", "bound_tenant_ids = [\"" + other + "\"]\n  token_ttl ");

    assertThat(run(bound.replace("MORE", "alias = \"" + other + "/" + WEB_1 + "\"")).differences())
        .isEmpty();
    assertThat(
            run(file.replace("expect  = \"granted\"", refused("tenant_not_bound", "tenant"))
                    .replace("MORE", ""))
                .differences())
        .isEmpty();
  }

  @Test
  void passesWhatTheServerWouldGrant() throws IOException {
    CaseResult result =
        granted(
            """
            policies = ["web", "default"]
              ttl      = "1h"
              alias    = "bbbbbbbb-0000-4000-8000-000000000001"
              metadata = { role = "web", vm_name = "web-1" }
              token_type = "service"
              path "secret/data/web/db" {
                allowed = ["read"]
                denied  = ["update", "delete"]
                rule    = "secret/data/web/*"
              }
              path "secret/data/web" { denied = ["read"] }
              path "secret/data/web/admin" {
                denied = ["read"]
                rule   = "secret/data/web/admin"
              }
              path "secret/data/bbbbbbbb-0000-4000-8000-000000000001/db" { allowed = ["create"] }
              path "auth/token/lookup-self" { allowed = ["read"] }
            """);

    assertThat(result.differences()).isEmpty();
    assertThat(result.passed()).isTrue();
    assertThat(result.actual()).isEqualTo("granted");
  }

  @Test
  void namesEachDifferenceOfAToken() throws IOException {
    CaseResult result =
        granted(
            """
            policies = ["web"]
              ttl      = "2h"
              alias    = "other"
              metadata = { role = "db" }
              token_type = "batch"
              path "secret/data/web/db" {
                allowed = ["read", "update"]
                denied  = ["list"]
                rule    = "secret/*"
              }
              path "secret/data/db/web" { allowed = ["read"] }
            """);

    assertThat(result.differences())
        .extracting(Difference::what, Difference::expected, Difference::actual)
        .contains(
            tuple("policies", "web", "default, web"),
            tuple("ttl", "2h", "1h"),
            tuple("alias", "other", "bbbbbbbb-0000-4000-8000-000000000001"),
            tuple("metadata role", "db", "web"),
            tuple("token_type", "batch", "service"),
            tuple("update secret/data/web/db", "allowed", "denied"),
            tuple("list secret/data/web/db", "denied", "allowed"),
            tuple("read secret/data/web/db", "rule secret/*", "rule secret/data/web/*"),
            tuple("read secret/data/db/web", "allowed", "denied"));
    assertThat(result.differences())
        .filteredOn(it -> it.what().equals("read secret/data/db/web"))
        .extracting(Difference::hint)
        .containsExactly("rule none no policy of the token has a rule for the path");
  }

  @Test
  void whatARuleDemandsOfParametersAndWrappingDeniesNothing() throws IOException {
    String demanding =
        """
        path "secret/data/web/*" {
          capabilities        = ["read", "update"]
          required_parameters = ["reason"]
          min_wrapping_ttl    = "1m"
        }
        path "secret/data/web/list" {
          capabilities       = ["update"]
          allowed_parameters = { "a" = [] }
        }
        """;
    String text =
        BASE.replace(
            "path \"secret/data/web/*\" { capabilities = [\"read\", \"list\"] }", demanding);
    assertThat(text).contains(demanding);

    assertThat(
            run(text
                    + GRANTED.replace(
                        "MORE",
                        """
                        path "secret/data/web/db" {
                          allowed = ["read", "update"]
                          denied  = ["delete"]
                        }
                        path "secret/data/web/list" { allowed = ["update"] }
                        """))
                .differences())
        .isEmpty();
    assertThat(
            run(text
                    + GRANTED.replace(
                        "MORE", "path \"secret/data/web/db\" { denied = [\"read\", \"update\"] }"))
                .differences())
        .extracting(Difference::what)
        .containsExactly("read secret/data/web/db", "update secret/data/web/db");
  }

  @Test
  void failsWhenAPolicyThatDecidesAboutPathsIsNotInTheFile() throws IOException {
    CaseResult result =
        run(
            BASE.replace("policy \"web\"", "policy \"wob\"")
                + GRANTED.replace("MORE", "path \"secret/data/x\" { denied = [\"read\"] }"));

    assertThat(result.differences())
        .extracting(Difference::what, Difference::expected, Difference::actual)
        .containsExactly(tuple("policy web", "in the file", "none"));
  }

  @Test
  void saysWhyALoginWasRefusedThatShouldNotBe() throws IOException {
    CaseResult result =
        caseWith(
            """
            machine "it" {
              address = "10.0.0.5"
              claims = {
                oid       = "bbbbbbbb-0000-4000-8000-000000000002"
                xms_mirid = "%s"
              }
            }
            """
                .formatted(RESOURCE.formatted("rg-db", "db-1")),
            "expect = \"granted\"");

    Difference difference = result.differences().get(0);
    assertThat(difference.expected()).isEqualTo("granted");
    assertThat(difference.actual())
        .isEqualTo("refused: resource_group_not_bound (bound_resource_groups)");
    assertThat(difference.hint()).contains("rg-web").contains("rg-db");
  }

  @ParameterizedTest
  @CsvSource({
    "tid = '\"99999999-9999-9999-9999-999999999999\"', issuer_mismatch, token",
    "aud = '\"https://vault.azure.net\"', audience_mismatch, audience",
    "exp = 1700000000, token_expired, validity",
    "exp = 1e99999999999, claim_missing, claims",
    "idtyp = '\"user\"', user_token, app_only",
  })
  void checksTheClaimsAsThoseOfAToken(String claim, String reason, String check)
      throws IOException {
    CaseResult result =
        caseWith(
            "machine \"it\" {\n  address = \"10.0.0.5\"\n  claims = {\n    oid ="
                + " \"bbbbbbbb-0000-4000-8000-000000000002\"\n    "
                + claim.replace("'", "")
                + "\n  }\n}\n",
            refused(reason, check));

    assertThat(result.differences()).isEmpty();
  }

  @Test
  void leavesAClaimOut() throws IOException {
    CaseResult result =
        caseWith(
            "machine \"it\" {\n  without_claims = [\"iat\"]\n  claims = { oid ="
                + " \"bbbbbbbb-0000-4000-8000-000000000002\" }\n}\n",
            "expect = \"refused\"\nreason = \"claim_missing\"");

    assertThat(result.differences()).isEmpty();
  }

  @Test
  void aBoundTokenCountsWithTheCertificateOfTheMachine() throws IOException {
    String digest = "ls-Xz5yJmz8r2vrPWOBd_ouepSNBbMM6zehuAqN2sGw";

    assertThat(bound(digest, digest, "expect = \"granted\"").differences()).isEmpty();
    assertThat(
            bound("A".repeat(43), digest, refused("binding_not_proved", "binding")).differences())
        .isEmpty();
    assertThat(bound(digest, "", refused("binding_not_understood", "binding")).differences())
        .isEmpty();
  }

  private CaseResult bound(String shown, String named, String expectation) throws IOException {
    String machine =
        BASE.replace(
                "address = \"10.0.0.4\"",
                "address = \"10.0.0.4\"\n  client_certificate = \"" + shown + "\"")
            .replace("xms_mirid =", "cnf = { \"x5t#S256\" = \"" + named + "\" }\n    xms_mirid =");
    return run(machine + GRANTED.replace("expect  = \"granted\"", expectation).replace("MORE", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "required, true, certificate",
    "if_possible, true, certificate",
    "if_possible, false, nothing",
    "off, true, nothing",
    "required, false, refused"
  })
  void saysWhatTheTokenIsBoundTo(String binding, boolean shown, String end) throws IOException {
    String certificate = "\n  client_certificate = \"" + "A".repeat(43) + "\"";
    String file =
        BASE.replace("role \"web\" {", "role \"web\" {\n  bind_token = \"" + binding + "\"")
            .replace("\"10.0.0.4\"", "\"10.0.0.4\"" + (shown ? certificate : ""));
    String expected =
        end.equals("refused")
            ? refused("certificate_missing", "bind_token")
            : "expect = \"granted\"\ntoken_bound_to = \"" + end + "\"";

    CaseResult result =
        run(file + GRANTED.replace("expect  = \"granted\"", expected).replace("MORE", ""));

    assertThat(result.differences()).isEmpty();
  }

  @Test
  void aTokenThatShouldBeBoundAndIsNotIsADifference() throws IOException {
    CaseResult result = run(BASE + GRANTED.replace("MORE", "token_bound_to = \"certificate\""));

    assertThat(result.differences())
        .extracting(Difference::expected, Difference::actual)
        .containsExactly(tuple("certificate", "nothing"));
  }

  @Test
  void refusesByTheAddress() throws IOException {
    CaseResult result =
        run(
            BASE
                + GRANTED
                    .replace("granted", "refused")
                    .replace("MORE", "address = \"192.0.2.1\"\nreason = \"address_not_bound\""));

    assertThat(result.differences()).isEmpty();
  }

  @Test
  void asksTheFileForResourcesAndGroups() throws IOException {
    String resource = RESOURCE.formatted("rg-web", "web-2");
    String machine =
        """
        machine "it" {
          address = "10.0.0.5"
          claims = {
            oid       = "bbbbbbbb-0000-4000-8000-000000000002"
            xms_mirid = "%s"
          }
        }
        """
            .formatted(resource);

    assertThat(caseWith(machine, refused("resource_not_found", "directory")).differences())
        .isEmpty();
    assertThat(
            caseWith(
                    machine + "resource \"" + resource + "\" { answer = \"forbidden\" }\n",
                    refused("directory_forbidden", "directory"))
                .differences())
        .isEmpty();
    assertThat(
            caseWith(
                    machine
                        + "resource \""
                        + resource
                        + "\" {\n  location = \"northeurope\"\n  user_assigned ="
                        + " [\"bbbbbbbb-0000-4000-8000-000000000002\"]\n}\n",
                    refused("location_not_bound", "bound_locations"))
                .differences())
        .isEmpty();
  }

  @Test
  void comparesTheTagsThatTheFileGivesAResource() throws IOException {
    String tagged =
        BASE.replace("bound_locations       = [\"westeurope\"]", "bound_tags = { Env = \"prod\" }");
    String location = "location        = \"westeurope\"";
    assertThat(tagged).isNotEqualTo(BASE).contains(location);
    String refused =
        GRANTED
            .replace("expect  = \"granted\"", refused("tag_mismatch", "bound_tags"))
            .replace("MORE", "");

    assertThat(run(tagged + refused).differences()).isEmpty();
    assertThat(
            run(tagged.replace(location, "tags = { env = \"prod\" }") + GRANTED.replace("MORE", ""))
                .differences())
        .isEmpty();
    assertThat(run(tagged.replace(location, "tags { env = \"Prod\" }") + refused).differences())
        .isEmpty();
  }

  @Test
  void templatesReadWhatTheRoleMapsFromTags() throws IOException {
    String mapped =
        BASE.replace(
                "token_ttl             = \"1h\"",
                "token_ttl = \"1h\"\n  tag_mappings = { Team = \"team\" }")
            .replace("auth_azure_00000000.name", "auth_azure_00000000.metadata.team");
    String tagged =
        mapped.replace(
            "location        = \"westeurope\"",
            "location = \"westeurope\"\n    tags = { team = \"shop\" }");
    String allowed =
        GRANTED.replace("MORE", "path \"secret/data/shop/a\" { allowed = [\"create\"] }");
    String denied =
        GRANTED.replace("MORE", "path \"secret/data/shop/a\" { denied = [\"create\"] }");

    assertThat(run(tagged + allowed).differences()).isEmpty();
    assertThat(run(mapped + denied).differences()).isEmpty();
  }

  @Test
  void asksTheFileForGroupsThatATokenDoesNotList() throws IOException {
    String text =
        """
        mount {
          tenant_id      = "11111111-1111-1111-1111-111111111111"
          resource       = "https://management.azure.com/"
          resolve_groups = true
        }
        role "team" { bound_group_ids = ["dddddddd-0000-4000-8000-000000000001"] }
        machine "in" {
          claims = { oid = "bbbbbbbb-0000-4000-8000-000000000001" }
          groups = ["dddddddd-0000-4000-8000-000000000001"]
        }
        case "in" {
          machine = "in"
          role    = "team"
          expect  = "granted"
        }
        """;

    assertThat(run(text).differences()).isEmpty();
    assertThat(run(text.replace("groups = [\"dddddddd", "groups = [\"ddddddee")).actual())
        .isEqualTo("refused: group_not_bound (bound_group_ids)");
  }

  @Test
  void tellsARequestThatCannotBeUsed() throws IOException {
    CaseResult result =
        run(
            BASE
                + GRANTED
                    .replace("\"granted\"", "\"invalid\"")
                    .replace("MORE", "login = { vm_name = \"no/name\" }"));

    assertThat(result.differences()).isEmpty();
    assertThat(result.actual()).isEqualTo("invalid: invalid vm name \"no/name\"");
  }

  @Test
  void readsJsonAndPoliciesFromFiles() throws IOException {
    Files.writeString(directory.resolve("web.hcl"), "path \"a/b\" { capabilities = [\"read\"] }");
    RoleTestFile file =
        read(
            "roles.json",
            """
            {
              "mount": {"tenant_id": "11111111-1111-1111-1111-111111111111", "resource": "api://x"},
              "role": {"any": {
                "bound_service_principal_ids": "bbbbbbbb-0000-4000-8000-000000000001",
                "policies": "web"}},
              "policy": {"web": {"file": "web.hcl"}},
              "machine": {"one": {"claims": {"oid": "bbbbbbbb-0000-4000-8000-000000000001"}}},
              "case": {"one": {"machine": "one", "role": "any", "expect": "granted",
                "path": {"a/b": {"allowed": "read", "rule": "a/b"}}}}
            }
            """);

    assertThat(file.problems()).isEmpty();
    assertThat(file.run(file.cases().get(0)).differences()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "  bound_locations  | bound_location | 7 | unknown key \"bound_location\"; did you mean"
            + " \"bound_locations\"?",
        "token_ttl  | token_tll | 9 | unknown key \"token_tll\"; did you mean \"token_ttl\"?",
        "location        = | tags = { env = 1 } # | 27 | the value of a tag is a text",
        "\"10.0.0.0/8\" | \"10.0.0.0/99\" | 10 | token_bound_cidrs",
        "tenant_id = \"11111111-1111-1111-1111-111111111111\" | tenant_id = \"example.com\" | 2 |"
            + " is not the id of a tenant",
        "  resource  = \"https | client_id = \"x\" # | 3 | unknown key \"client_id\"",
        "[\"deny\"] | [\"dney\"] | 13 | invalid capability \"dney\"",
        "machine = \"web-1\" | machine = \"web-l\" | 32 | \"web-l\" in \"machine\" is unknown; did"
            + " you mean \"web-1\"?",
        "expect  = \"granted\" | expect = \"grant\" | 34 | \"grant\" in \"expect\" is unknown",
        "MORE | reason = \"location_not_bond\" | 35 | \"location_not_bond\" in \"reason\" is"
            + " unknown; did you mean \"location_not_bound\"?",
        "MORE | reason = \"location_not_bound\" | 35 | says nothing about a login that is granted",
        "MORE | path \"/v1/a\" { allowed = [\"read\"] } | 35 | is not the path of a request",
        "MORE | path \"a\" {} | 35 | the path lacks",
        "MORE | address = \"localhost\" | 35 | is not an IP address",
        "MORE | ttl = \"soon\" | 35 | must be a duration",
        "MORE | login = { jwt = \"x\" } | 35 | unknown key \"jwt\"",
      })
  void namesTheLineOfWhatIsWrong(String good, String bad, int line, String sentence)
      throws IOException {
    String text = BASE + GRANTED;
    assertThat(text).contains(good);

    RoleTestFile file = read(text.replace(good, bad).replace("MORE", ""));

    assertThat(file.cases()).isEmpty();
    assertThat(file.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.line()).isEqualTo(line);
              assertThat(problem.message()).contains(sentence);
            });
  }

  @Test
  void refusesNamesThatAreThereTwiceAndFilesWithoutCases() throws IOException {
    assertThat(read(BASE).problems())
        .extracting(RoleTestProblem::message)
        .containsExactly("the file has no block \"case\": nothing would be tested");
    String granted = GRANTED.replace("MORE", "");
    assertThat(read(BASE + granted + granted).problems())
        .extracting(RoleTestProblem::message)
        .containsExactly("the case \"web-1\" is also on line 31");
    assertThat(read(BASE + granted + "policy \"WEB\" {}\nrole \"Web\" {}\n").problems())
        .extracting(RoleTestProblem::message)
        .contains("\"WEB\" is the same name as on line 13");
    assertThat(read("case \"a\" {").problems()).hasSize(1);
  }

  @Test
  void limitsTheSizeOfAFileAndTheNumberOfCases() throws IOException {
    assertThat(read("#" + "x".repeat(1 << 20)).problems())
        .extracting(RoleTestProblem::message)
        .singleElement()
        .asString()
        .endsWith("is larger than 1 MiB");
    StringBuilder many = new StringBuilder(BASE);
    for (int i = 0; i <= PlanReader.MOST; i++) {
      many.append("case \"").append(i).append("\" {}\n");
    }
    assertThat(read(many.toString()).problems())
        .extracting(RoleTestProblem::message)
        .contains("there are more than 1,000 blocks \"case\"");
    assertThat(RoleTestFile.read(directory.resolve("none.hcl"), clock).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).endsWith("does not exist"));
  }

  @Test
  void hasTheAdviceOfTheLinter() throws IOException {
    RoleTestFile file =
        read(
            BASE.replace("token_policies        = [\"web\"]", "token_policies = [\"none\"]")
                + GRANTED.replace("MORE", ""));

    assertThat(file.advice().get("web"))
        .extracting(advice -> advice.get("code").orElseThrow())
        .contains(Value.of("policy_missing"));
    assertThat(file.mount()).isEqualTo("auth/azure");
    assertThat(List.copyOf(file.advice().keySet())).containsExactly("web");
  }
}
