package io.azimuth.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.status.ConfigAdviceCode;
import io.azimuth.domain.approle.AppRoleAdviceCode;
import io.azimuth.domain.approle.AppRoleCheckName;
import io.azimuth.domain.approle.AppRoleDenial;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.role.advice.AdviceCode;
import io.azimuth.domain.jwt.JwtAdviceCode;
import io.azimuth.domain.jwt.JwtCheckName;
import io.azimuth.domain.jwt.JwtDenialReason;
import io.azimuth.domain.jwt.SignInRefusal;
import io.azimuth.domain.kubernetes.KubernetesAdviceCode;
import io.azimuth.domain.kubernetes.KubernetesCheckName;
import io.azimuth.domain.kubernetes.KubernetesDenial;
import io.azimuth.domain.login.BindingCheckName;
import io.azimuth.domain.login.BindingDenial;
import io.azimuth.domain.login.LoginCheckName;
import io.azimuth.domain.login.LoginDenial;
import io.azimuth.domain.login.RoleCheckName;
import io.azimuth.domain.login.RoleDenial;
import io.azimuth.domain.token.role.advice.AdviceName;
import io.azimuth.domain.token.role.advice.TokenAdviceCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The documentation names all reasons of refusals and all advice on roles, and nothing that does
 * not exist.
 */
class DocumentedReasonsTest {

  private static final LoginDenial[] OF_EVERY_METHOD = {BindingDenial.CERTIFICATE_MISSING};

  private static final Path DOCUMENTS = Path.of("../../docs");

  /** A section of the page of codes: the code, then a paragraph for each auth method. */
  private static final Pattern SECTION =
      Pattern.compile("(?m)^## ([a-z_]+)\n\n((?:(?:- |  ).+\n)+)");

  private static final Pattern METHOD =
      Pattern.compile("(?m)^- \\*\\*([a-z]+)\\*\\*, check ([a-z_`,\\s]+):");
  private static final Pattern ADVICE =
      Pattern.compile("(?m)^\\| `[a-z_]+`( \\*)? \\| (warning|note) \\|");

  @Test
  void everyReasonOfAzureHasItsSectionAndEverySectionItsReason() throws IOException {
    assertThat(documented("azure").keySet())
        .containsExactlyInAnyOrderElementsOf(
            codes(LoginDenial::code, DenialReason.values(), OF_EVERY_METHOD));
  }

  @Test
  void allReasonsOfOtherMethodsHaveSectionsWithTheirChecks() throws IOException {
    hasAll(
        "approle",
        codes(LoginDenial::code, AppRoleDenial.values(), OF_EVERY_METHOD),
        codes(LoginCheckName::code, AppRoleCheckName.values(), BindingCheckName.values()));
    hasAll(
        "jwt",
        Stream.concat(
                codes(LoginDenial::code, JwtDenialReason.values(), ofEverySignedToken()).stream(),
                Arrays.stream(SignInRefusal.values()).map(SignInRefusal::code))
            .toList(),
        codes(LoginCheckName::code, JwtCheckName.values(), checksOfEverySignedToken()));
    hasAll(
        "kubernetes",
        codes(LoginDenial::code, KubernetesDenial.values(), ofEverySignedToken()),
        codes(LoginCheckName::code, KubernetesCheckName.values(), checksOfEverySignedToken()));
  }

  private static LoginCheckName[] checksOfEverySignedToken() {
    return Stream.of(RoleCheckName.values(), BindingCheckName.values())
        .flatMap(Arrays::stream)
        .toArray(LoginCheckName[]::new);
  }

  private static LoginDenial[] ofEverySignedToken() {
    return Stream.of(RoleDenial.values(), BindingDenial.values())
        .flatMap(Arrays::stream)
        .toArray(LoginDenial[]::new);
  }

  /** Those of the method itself, and those that all methods share. */
  private static <T> List<String> codes(Function<T, String> code, T[] own, T[] shared) {
    return Stream.concat(Arrays.stream(own), Arrays.stream(shared)).map(code).toList();
  }

  private static void hasAll(String method, List<String> reasons, List<String> checks)
      throws IOException {
    Map<String, Set<String>> documented = documented(method);
    Set<String> documentedChecks = new TreeSet<>();
    documented.values().forEach(documentedChecks::addAll);

    assertThat(documented.keySet()).containsExactlyInAnyOrderElementsOf(reasons);
    assertThat(documentedChecks).containsExactlyInAnyOrderElementsOf(Set.copyOf(checks));
  }

  /** The checks of each code that the page has for an auth method. */
  private static Map<String, Set<String>> documented(String method) throws IOException {
    Map<String, Set<String>> checks = new TreeMap<>();
    Matcher section = SECTION.matcher(page("codes.md"));
    while (section.find()) {
      Matcher paragraph = METHOD.matcher(section.group(2));
      while (paragraph.find()) {
        if (paragraph.group(1).equals(method)) {
          checks.put(
              section.group(1), Set.of(paragraph.group(2).replaceAll("[`\\s]", "").split(",")));
        }
      }
    }
    return checks;
  }

  @Test
  void eachSectionIsRead() throws IOException {
    List<String> headings =
        page("codes.md").lines().filter(line -> line.startsWith("## ")).toList();

    assertThat(SECTION.matcher(page("codes.md")).results()).hasSameSizeAs(headings);
    assertThat(headings).isSorted();
  }

  @Test
  void allAdviceHasItsRowAndEveryRowItsAdvice() throws IOException {
    List<String> documented =
        ADVICE.matcher(page("auth-azure.md")).results().map(MatchResult::group).toList();

    assertThat(documented)
        .containsExactlyElementsOf(
            Arrays.stream(AdviceCode.values()).map(DocumentedReasonsTest::row).toList());
  }

  @Test
  void thePagesOfOtherMethodsHaveAllAdvice() throws IOException {
    hasAllAdvice("auth-approle.md", AppRoleAdviceCode.values());
    hasAllAdvice("auth-jwt.md", JwtAdviceCode.values());
    hasAllAdvice("auth-kubernetes.md", KubernetesAdviceCode.values());
  }

  @Test
  void thePageOfTheConfigurationHasAllAdviceOnAMount() throws IOException {
    assertThat(page("configuration.md"))
        .contains(
            Arrays.stream(ConfigAdviceCode.values()).map(it -> "| `" + it.code() + "` |").toList());
  }

  @Test
  void theAdviceThatAllMethodsShareIsInOnePlace() throws IOException {
    assertThat(page("troubleshooting.md"))
        .contains(
            Arrays.stream(TokenAdviceCode.values()).map(it -> "`" + it.code() + "`").toList());
  }

  private static void hasAllAdvice(String page, AdviceName[] advice) throws IOException {
    assertThat(ADVICE.matcher(page(page)).results().map(MatchResult::group))
        .containsExactlyElementsOf(Arrays.stream(advice).map(DocumentedReasonsTest::row).toList());
    assertThat(page(page)).contains("(../operate/troubleshooting.md#which-roles-are-lax)");
  }

  private static String row(AdviceName advice) {
    return "| `%s`%s | %s |"
        .formatted(advice.code(), advice.isToldAtWrite() ? " *" : "", advice.severity().code());
  }

  @Test
  void everySectionOfAzureNamesChecksThatExist() throws IOException {
    Set<String> codes = new TreeSet<>();
    Arrays.stream(CheckName.values()).map(CheckName::code).forEach(codes::add);
    Arrays.stream(BindingCheckName.values()).map(BindingCheckName::code).forEach(codes::add);

    documented("azure")
        .forEach((reason, checks) -> assertThat(codes).as(reason).containsAll(checks));
  }

  private static String page(String name) throws IOException {
    try (Stream<Path> pages = Files.find(DOCUMENTS, 3, (file, as) -> file.endsWith(name))) {
      return Files.readString(pages.findFirst().orElseThrow());
    }
  }
}
