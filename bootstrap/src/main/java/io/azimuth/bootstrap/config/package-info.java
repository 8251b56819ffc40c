/** The configuration file: what it may say, what it means, and everything wrong with it at once. */
package io.azimuth.bootstrap.config;
