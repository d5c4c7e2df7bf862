package com.example.shop;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** An application whose resources ask for no role. */
@ApplicationPath("/")
public class ShopApplication extends Application {}
