System.Console.WriteLine("OmniHub");
