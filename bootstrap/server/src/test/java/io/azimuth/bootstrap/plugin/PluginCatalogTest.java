package io.azimuth.bootstrap.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.spi.KeyValueEngineFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("javac")
class PluginCatalogTest {

  private static final String SERVICE =
      "META-INF/services/" + KeyValueEngineFactory.class.getName();

  private static final Map<String, Map<String, byte[]>> COMPILED = new HashMap<>();

  @TempDir private static Path sources;

  @TempDir private Path directory;

  @Test
  void findsTheEnginesOfTheProductOnTheClassPath() {
    try (PluginCatalog catalog = PluginCatalog.load(Optional.empty(), PinnedJars.NONE)) {
      assertThat(catalog.engineTypes()).contains("inmem");
      assertThat(catalog.engine("inmem").orElseThrow().type()).isEqualTo("inmem");
      assertThat(catalog.engine("unknown")).isEmpty();
    }
  }

  @Test
  void findsThePluginOfAJarBehindItsOwnLoader() throws Exception {
    jar("a.jar", "Alpha", "alpha");
    jar("b.jar", "Beta", "beta");

    try (PluginCatalog catalog = load()) {
      assertThat(catalog.engineTypes()).contains("alpha", "beta", "inmem");
      ClassLoader alpha = loaderOf(catalog, "alpha");
      assertThat(alpha)
          .isNotSameAs(loaderOf(catalog, "beta"))
          .isNotSameAs(PluginCatalog.class.getClassLoader());
    }
  }

  @Test
  void aClosedJarHasNoClassesAndNoResources() throws Exception {
    jar("a.jar", "Alpha", "alpha");
    ClassLoader alpha;
    try (PluginCatalog catalog = load()) {
      alpha = loaderOf(catalog, "alpha");
    }

    assertThatThrownBy(() -> alpha.loadClass("Other")).isInstanceOf(ClassNotFoundException.class);
    assertThat(alpha.getResource("other")).isNull();
  }

  @Test
  void namesBothOwnersOfOneType() throws Exception {
    jar("a.jar", "Alpha", "same");
    jar("b.jar", "Beta", "same");

    assertThatThrownBy(() -> load())
        .isInstanceOf(PluginException.class)
        .hasMessage("two plugins of the kind storage engine have the type \"same\" (a.jar, b.jar)");
  }

  @Test
  void pluginCannotReplaceAnEngineOfTheProduct() throws Exception {
    jar("evil.jar", "Evil", "inmem");

    assertThatThrownBy(() -> load())
        .isInstanceOf(PluginException.class)
        .hasMessage(
            "two plugins of the kind storage engine have the type \"inmem\" (built in, evil.jar)");
  }

  @Test
  void refusesATypeThatIsNoName() throws Exception {
    jar("odd.jar", "Odd", "No Name");

    assertThatThrownBy(() -> load())
        .isInstanceOf(PluginException.class)
        .hasMessage("the type of a plugin (odd.jar) must match [a-z][a-z0-9_-]{0,62}");
  }

  @Test
  void pluginsOfAJarShareTheInterfacesAndNothingElse() throws Exception {
    jar("a.jar", "Alpha", "alpha");

    try (PluginCatalog catalog = load()) {
      ClassLoader alpha = loaderOf(catalog, "alpha");
      assertThat(alpha.loadClass(KeyValueEngineFactory.class.getName()))
          .isSameAs(KeyValueEngineFactory.class);
      // What plugins may supply to the azure method, and what they must not learn of it.
      String source = "io.azimuth.azure.spi.ResourceSource";
      assertThat(alpha.loadClass(source)).isSameAs(Class.forName(source));
      assertThatThrownBy(() -> alpha.loadClass("io.azimuth.azure.port.ServerCredential"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(() -> alpha.loadClass(PluginCatalog.class.getName()))
          .isInstanceOf(ClassNotFoundException.class);
      assertThat(alpha.getResource("logback.xml")).isNull();
      assertThat(alpha.getResource("META-INF/services/io.azimuth.spi.AuthMethodFactory")).isNull();
    }
  }

  @Test
  void saysWhichJarNamesAClassThatItDoesNotHave() throws Exception {
    write("broken.jar", Map.of(), "nowhere.Missing", Map.of());

    assertThatThrownBy(() -> load())
        .isInstanceOf(PluginException.class)
        .hasMessageStartingWith("a plugin (broken.jar) cannot be loaded: ")
        .hasMessageContaining("nowhere.Missing");
  }

  @Test
  void ignoresWhatIsNoJar() throws Exception {
    Files.writeString(directory.resolve("README.txt"), "not a plugin");

    try (PluginCatalog catalog = load()) {
      assertThat(catalog.engineTypes()).contains("inmem");
    }
  }

  @Test
  void loadsNoOtherJarThanThePinnedOnes() throws Exception {
    jar("a.jar", "Alpha", "alpha");
    jar("b.jar", "Beta", "beta");
    JarChecksum alpha = sumOf("a.jar");
    JarChecksum beta = sumOf("b.jar");

    try (PluginCatalog catalog = load(Map.of("a.jar", alpha, "b.jar", beta))) {
      assertThat(catalog.jars()).extracting(PluginJar::checksum).containsExactly(alpha, beta);
    }
    assertThatThrownBy(() -> load(Map.of("a.jar", alpha)))
        .hasMessage("b.jar has no checksum in plugin_checksums; the file has " + beta);
    assertThatThrownBy(() -> load(Map.of("a.jar", beta, "c.jar", beta)))
        .isInstanceOfSatisfying(
            PluginException.class,
            e ->
                assertThat(e.sentences())
                    .containsExactly(
                        "a.jar must have %s (plugin_checksums), but the file has %s"
                            .formatted(beta, alpha),
                        "b.jar has no checksum in plugin_checksums; the file has " + beta,
                        "c.jar has a checksum in plugin_checksums and is not in the plugin"
                            + " directory"));
  }

  @Test
  void whatWasCheckedIsLoadedWhateverHappensToTheFile() throws Exception {
    jar("a.jar", "Alpha", "alpha");

    try (PluginCatalog catalog = load(Map.of("a.jar", sumOf("a.jar")))) {
      ClassLoader alpha = loaderOf(catalog, "alpha");
      Files.writeString(directory.resolve("a.jar"), "something else");

      assertThat(alpha.loadClass("planted.Later").getSimpleName()).isEqualTo("Later");
      URL entry = alpha.getResource("META-INF/MANIFEST.MF");
      try (InputStream in = entry.openStream()) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
            .contains(SpiVersion.ATTRIBUTE);
      }
    }
  }

  @Test
  void leavesNoCopyBehind() throws Exception {
    jar("a.jar", "Alpha", "alpha");
    jar("broken.jar", "Beta", "beta");
    Files.writeString(directory.resolve("broken.jar"), "no archive");

    assertThatThrownBy(this::load)
        .hasMessageStartingWith("broken.jar is not a jar that can be read: ");
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith(PluginJars.COPY));
    }
  }

  @Test
  void aClassPathOfTheManifestLeadsNowhere() throws Exception {
    jar("hidden.zip", "Hidden", "hidden");
    Files.copy(directory.resolve("hidden.zip"), directory.resolve("hidden.txt"));
    jar("a.jar", "Alpha", "alpha", Map.of("Class-Path", "hidden.zip hidden.txt"));

    try (PluginCatalog catalog = load()) {
      assertThatThrownBy(() -> loaderOf(catalog, "alpha").loadClass("planted.Hidden"))
          .isInstanceOf(ClassNotFoundException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9.0     | was built against azimuth-spi 9.0, and this server has",
        "0.9.3   | was built against azimuth-spi 0.9, and this server has",
        "0.0.1   | was built against azimuth-spi 0.0, and this server has",
        "next    | : Azimuth-SPI-Version of its manifest is not a version such as",
        "''      | : Azimuth-SPI-Version of its manifest is not a version such as"
      })
  void refusesAPluginForAnotherInterface(String version, String problem) throws Exception {
    jar("old.jar", "Old", "old", Map.of(SpiVersion.ATTRIBUTE, version));

    assertThatThrownBy(this::load).hasMessageContaining(problem + " " + SpiVersion.ofServer());
  }

  @Test
  void refusesAPluginThatDoesNotSayItsInterface() throws Exception {
    jar("old.jar", "Old", "old");
    try (JarOutputStream out =
        new JarOutputStream(Files.newOutputStream(directory.resolve("old.jar")))) {
      out.putNextEntry(new JarEntry(SERVICE));
    }

    assertThatThrownBy(this::load)
        .hasMessage(
            "old.jar does not say in its manifest (Azimuth-SPI-Version) which version of"
                + " azimuth-spi it was built against; this server has "
                + SpiVersion.ofServer());
  }

  @Test
  void refusesJarsBeyondTheLimits() throws Exception {
    jar("a.jar", "Alpha", "alpha");
    jar("b.jar", "Beta", "beta");

    assertThatThrownBy(() -> load(new JarLimits(1, 1 << 20, 100, 1 << 20)))
        .hasMessageEndingWith(" has 2 jars; 1 are the most");
    assertThatThrownBy(() -> load(new JarLimits(2, 100, 100, 1 << 20)))
        .hasMessage("a.jar has more than 100 bytes; b.jar has more than 100 bytes");
    assertThatThrownBy(() -> load(new JarLimits(2, 1 << 20, 3, 1 << 20)))
        .hasMessage("a.jar has 4 entries; 3 are the most; b.jar has 4 entries; 3 are the most");
    assertThatThrownBy(() -> load(new JarLimits(2, 1 << 20, 4, 100)))
        .hasMessageStartingWith("a plugin (a.jar) cannot be loaded: ");
    load(new JarLimits(2, 1 << 20, 4, 1 << 20)).close();
  }

  @Test
  void aDirectoryIsNoJar() throws Exception {
    Files.createDirectory(directory.resolve("a.jar"));

    assertThatThrownBy(this::load).hasMessage("a.jar in the plugin directory is not a file");
  }

  private PluginCatalog load() {
    return load(Map.of());
  }

  private PluginCatalog load(Map<String, JarChecksum> pinned) {
    return PluginCatalog.load(Optional.of(directory), new PinnedJars(pinned));
  }

  private PluginCatalog load(JarLimits limits) {
    return PluginCatalog.load(Optional.of(directory), PinnedJars.NONE, limits);
  }

  private JarChecksum sumOf(String jar) throws Exception {
    return JarChecksum.of(
        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(directory.resolve(jar))));
  }

  private static ClassLoader loaderOf(PluginCatalog catalog, String type) {
    return catalog.engine(type).orElseThrow().factory().getClass().getClassLoader();
  }

  /** Puts a factory of this type into a jar. */
  private void jar(String jar, String name, String type) throws IOException {
    jar(jar, name, type, Map.of());
  }

  private void jar(String jar, String name, String type, Map<String, String> attributes)
      throws IOException {
    write(jar, compiled(name, type), "planted." + name, attributes);
  }

  /** The classes of a factory, by their file; a factory is compiled once. */
  private static Map<String, byte[]> compiled(String name, String type) throws IOException {
    Map<String, byte[]> known = COMPILED.get(name + " " + type);
    if (known != null) {
      return known;
    }
    Path source =
        Files.createDirectories(sources.resolve(name + " " + type)).resolve(name + ".java");
    Files.writeString(
        source,
        """
        package planted;
        import io.azimuth.spi.engine.KeyValueEngine;
        import io.azimuth.spi.*;
        public final class %s implements KeyValueEngineFactory {
          public String type() { return "%s"; }
          public KeyValueEngine open(PluginSettings settings, PluginContext context) { return null; }
          public void validate(PluginSettings settings) {}
        }
        final class Later {}
        """
            .formatted(name, type));
    Path out = source.resolveSibling("planted");
    String path = System.getProperty("java.class.path");
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                path,
                "-d",
                out.getParent() + "",
                source + "");
    assertThat(result).isZero();
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (String file : List.of(name + ".class", "Later.class")) {
      classes.put(file, Files.readAllBytes(out.resolve(file)));
    }
    COMPILED.put(name + " " + type, classes);
    return classes;
  }

  private void write(
      String jar, Map<String, byte[]> classes, String service, Map<String, String> attributes)
      throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue(SpiVersion.ATTRIBUTE, SpiVersion.ofServer() + ".7-rc1");
    attributes.forEach(manifest.getMainAttributes()::putValue);
    try (JarOutputStream out =
        new JarOutputStream(Files.newOutputStream(directory.resolve(jar)), manifest)) {
      for (Map.Entry<String, byte[]> file : classes.entrySet()) {
        out.putNextEntry(new JarEntry("planted/" + file.getKey()));
        out.write(file.getValue());
      }
      out.putNextEntry(new JarEntry(SERVICE));
      out.write(service.getBytes(StandardCharsets.UTF_8));
    }
  }
}
