package io.azimuth.product.console;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium, used as a person uses it: by the names of fields, buttons and links. */
final class Browser implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** What the browser notes of each answer that is no success, also of one that is expected. */
  private static final String REFUSED = "Failed to load resource: the server responded with";

  private final ChromeDriver driver;
  private final WebDriverWait wait;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
    this.wait = new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50));
    wait.ignoring(StaleElementReferenceException.class, NoSuchElementException.class);
  }

  /** Why there is no browser; empty when there is one. */
  static Optional<String> missing() {
    return Stream.of(CHROMIUM, DRIVER)
        .filter(file -> !Files.isExecutable(file))
        .map(file -> "there is no " + file + " (Debian: apt-get install chromium chromium-driver)")
        .findFirst();
  }

  /** Starts one with a fresh profile, which its driver deletes at the end. */
  static Browser start() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--force-color-profile=srgb",
        "--lang=en-GB");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Sets the size of the window, in pixels of the page. */
  void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
  }

  /** What the page is told about the theme of the system: light or dark. */
  void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  void open(URI address) {
    driver.get(address.toString());
  }

  /** Goes to a page of the console. */
  void go(String place) {
    run("location.hash = arguments[0]", "#/" + place);
  }

  /** The driver, for windows. */
  ChromeDriver driver() {
    return driver;
  }

  void reload() {
    driver.navigate().refresh();
  }

  String title() {
    return driver.getTitle();
  }

  /** Waits until the page has this text, and is not loading. */
  void sees(String text) {
    until("sees " + text, it -> it.contains(text));
  }

  /** Waits that long until the page has this text. */
  void seesIn(Duration time, String text) {
    new WebDriverWait(driver, time)
        .ignoring(StaleElementReferenceException.class)
        .withMessage(() -> "sees " + text)
        .until(any -> text().contains(text));
  }

  /** Waits until the page no longer has this text. */
  void seesNo(String text) {
    until("sees no " + text, it -> !it.contains(text));
  }

  /** Waits until nothing is loading. */
  void settles() {
    until("settles", it -> true);
  }

  private void until(String what, Predicate<String> holds) {
    wait.withMessage(() -> what + "; it is: " + text())
        .until(
            any ->
                holds.test(text()) && driver.findElements(By.cssSelector("[aria-busy]")).isEmpty());
  }

  /** All text that a person sees. */
  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** Writes into the field with this label, in place of what is there. */
  void fill(String label, String text) {
    WebElement field = field(label);
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    field.sendKeys(text);
  }

  /** Chooses in the list with this label. */
  void choose(String label, String option) {
    field(label).findElement(By.xpath("./option[. = '" + option + "']")).click();
  }

  /** The field with this label. */
  WebElement field(String label) {
    return wait.withMessage("a field " + label)
        .until(
            any -> {
              List<WebElement> labels =
                  driver.findElements(
                      By.xpath("//label[@for][normalize-space(text()[1]) = '" + label + "']"));
              return labels.isEmpty()
                  ? driver.findElement(
                      By.xpath(
                          "//label[span[. = '" + label + "']]//*[self::input or self::select]"))
                  : driver.findElement(By.id(labels.get(0).getDomAttribute("for")));
            });
  }

  /** Clicks the button, link or choice with this name; in a dialog, when one is open. */
  void press(String name) {
    wait.withMessage("presses " + name)
        .until(
            any -> {
              named(name).click();
              return true;
            });
  }

  /** Clicks the element whose name is in {@code aria-label}. */
  void pressNamed(String label) {
    wait.until(
        any -> {
          driver.findElement(By.cssSelector("[aria-label='" + label + "']")).click();
          return true;
        });
  }

  /** Opens the first element of this kind that has the text. */
  void open(String kind, String text) {
    wait.until(
        any -> {
          all(kind).stream()
              .filter(element -> element.getText().contains(text))
              .findFirst()
              .orElseThrow(() -> new NoSuchElementException(text))
              .findElement(By.tagName("summary"))
              .click();
          return true;
        });
  }

  /** The button, link or choice with this name. */
  WebElement named(String name) {
    String scope =
        driver.findElements(By.cssSelector("dialog[open]")).isEmpty() ? "//" : "//dialog//";
    return driver.findElement(
        By.xpath(
            "%1$s*[self::button or self::a or self::summary or self::label][self::label/input or not(self::label)][normalize-space(.) = '%2$s']"
                .formatted(scope, name)));
  }

  /** Elements by a selector of CSS. */
  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** Presses keys where the focus is. */
  void type(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** The element with the focus. */
  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** Waits until an element that the selector finds has the focus. */
  void focuses(String selector) {
    wait.withMessage(() -> "the focus is at " + selector)
        .until(
            any ->
                run("return document.activeElement.matches(arguments[0])", selector).equals(true));
  }

  /** Runs a script in the page. */
  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Runs a script that calls its last argument when it is done. */
  Object runToItsEnd(String script, Object... arguments) {
    driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
    return driver.executeAsyncScript(script, arguments);
  }

  /** What the browser complained of since the last call: errors and violations of the policy. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .filter(message -> !message.contains(REFUSED))
        .toList();
  }

  /** Writes a picture of what the window shows. */
  void picture(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
