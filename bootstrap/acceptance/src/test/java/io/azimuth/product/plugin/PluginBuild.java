package io.azimuth.product.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.spi.ResourceSource;
import io.azimuth.bootstrap.plugin.SpiVersion;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.AuthMethodFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.slf4j.Logger;

/** Builds a plugin as an author would: javac with the published interfaces alone, and a jar. */
final class PluginBuild {

  private static final Path EXAMPLES = Path.of("../../docs/examples");
  private static final Path RESOURCES = Path.of("src/test/resources/plugins");

  private PluginBuild() {}

  /** The example of the documentation, packed as {@code auth-badge.jar}. */
  static void badge(Path plugins, Path scratch) throws Exception {
    example("auth-badge", plugins, scratch);
  }

  /** The example with roles, packed as {@code ed25519-login.jar}. */
  static void hosts(Path plugins, Path scratch) throws Exception {
    example("ed25519-login", plugins, scratch);
  }

  /** The example with leases, packed as {@code azure-credentials.jar}. */
  static void credentials(Path plugins, Path scratch) throws Exception {
    example("azure-credentials", plugins, scratch);
  }

  private static void example(String name, Path plugins, Path scratch) throws Exception {
    Path sources = EXAMPLES.resolve(name).resolve("src/main");
    pack(
        plugins.resolve(name + ".jar"),
        compile(sources.resolve("java"), scratch.resolve(name), published()),
        sources.resolve("resources"));
  }

  /** Compiles the tests of an example against the testkit. */
  static void tests(String example, Path scratch) throws Exception {
    compile(
        EXAMPLES.resolve(example).resolve("src"),
        scratch.resolve(example + "-tests"),
        System.getProperty("java.class.path"));
  }

  /** A plugin that tries to leave its mounts, packed as {@code prowler.jar}. */
  static void prowler(Path plugins, Path scratch) throws Exception {
    fromResources("prowler", plugins, scratch);
  }

  /** A storage engine that fails, packed as {@code hoard.jar}. */
  static void hoard(Path plugins, Path scratch) throws Exception {
    fromResources("hoard", plugins, scratch);
  }

  /** A plugin that does what it can against its server, packed as {@code vandal.jar}. */
  static void vandal(Path plugins, Path scratch) throws Exception {
    fromResources("vandal", plugins, scratch);
  }

  /** A source of resources that fails for some, packed as {@code ward.jar}. */
  static void ward(Path plugins, Path scratch) throws Exception {
    fromResources("ward", plugins, scratch);
  }

  /** An audit device that fails on demand, packed as {@code ledger.jar}. */
  static void ledger(Path plugins, Path scratch) throws Exception {
    fromResources("ledger", plugins, scratch);
  }

  /** A seal that fails on demand, packed as {@code signet.jar}. */
  static void signet(Path plugins, Path scratch) throws Exception {
    fromResources("signet", plugins, scratch);
  }

  /** A plugin with the type of the example's, packed as {@code mole.jar}. */
  static void mole(Path plugins, Path scratch) throws Exception {
    fromResources("mole", plugins, scratch);
  }

  private static void fromResources(String name, Path plugins, Path scratch) throws Exception {
    Path sources = RESOURCES.resolve(name);
    pack(
        plugins.resolve(name + ".jar"),
        compile(sources, scratch.resolve(name), published()),
        sources);
  }

  /** What javac says about sources that do not compile. */
  static String errorsOf(String name, Path scratch) throws Exception {
    StringWriter errors = new StringWriter();
    assertThat(run(RESOURCES.resolve(name), scratch.resolve(name), published(), errors)).isFalse();
    return errors.toString();
  }

  /** SPI, domain, the API of SLF4J: what the coordinates of azimuth-azure-spi bring. */
  private static String published() throws URISyntaxException {
    List<String> path = new ArrayList<>();
    for (Class<?> type :
        List.of(AuthMethodFactory.class, ResourceSource.class, ErrorCode.class, Logger.class)) {
      path.add(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    assertThat(path).doesNotHaveDuplicates();
    return String.join(System.getProperty("path.separator"), path);
  }

  private static Path compile(Path sources, Path classes, String classPath) throws Exception {
    StringWriter errors = new StringWriter();
    assertThat(run(sources, classes, classPath, errors)).as("%s", errors).isTrue();
    return classes;
  }

  private static boolean run(Path sources, Path classes, String classPath, StringWriter errors)
      throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, Locale.ROOT, null)) {
      List<String> options =
          List.of(
              "-proc:none",
              "--release",
              "17",
              "-classpath",
              classPath,
              "-d",
              Files.createDirectories(classes).toString());
      return javac
          .getTask(
              errors,
              files,
              null,
              options,
              null,
              files.getJavaFileObjectsFromPaths(filesBelow(sources, ".java")))
          .call();
    }
  }

  private static void pack(Path jar, Path classes, Path resources) throws IOException {
    Files.createDirectories(jar.toAbsolutePath().getParent());
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest())) {
      for (Path file : filesBelow(classes, ".class")) {
        add(entries, classes, file);
      }
      for (Path file : filesBelow(resources, "Factory")) {
        add(entries, resources, file);
      }
    }
  }

  private static Manifest manifest() {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, "1.0.0");
    attributes.putValue(SpiVersion.ATTRIBUTE, SpiVersion.ofServer().toString());
    return manifest;
  }

  private static void add(JarOutputStream entries, Path root, Path file) throws IOException {
    entries.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
    entries.write(Files.readAllBytes(file));
  }

  private static List<Path> filesBelow(Path root, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .filter(Files::isRegularFile)
          .sorted()
          .collect(Collectors.toList());
    }
  }
}
