/**
 * A copy of the whole store in one file: its format, how it is taken from a server that serves, and
 * how it is checked. Knows no key: values are copied as the barrier encrypted them.
 */
package io.azimuth.application.snapshot;
