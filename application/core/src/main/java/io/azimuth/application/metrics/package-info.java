/** What the server measures of its own, and the page that shows all measurements. */
package io.azimuth.application.metrics;
