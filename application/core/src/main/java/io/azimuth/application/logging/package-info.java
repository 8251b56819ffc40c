/** Keeps the log short where strangers choose how often something happens. */
package io.azimuth.application.logging;
